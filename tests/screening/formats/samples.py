"""Small files in the official formats, with invented entries."""

SDN = (
    b'36,"BLUE LAGOON SHIPPING CO., LTD.",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
    b"\"Website www.blue-lagoon.example; Registration Number HE 4711; a.k.a. 'BLS'.\"\r\n"
    b'173,"VOLKOV, Sergei","individual","UKRAINE-EO13661] [CYBER2",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
    b'"DOB 02 Apr 1961; alt. DOB circa 1962; nationality Russia; Passport 51N0481;\nEmail Address s@volkov.example."\r\n'
    b'306,"SEVERNY BRIZ","vessel","DPRK",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
    b'"Vessel Registration Identification IMO 9187629 (vessel)."\r\n\x1a'
)
ADD = b'173,25,-0- ,"Moscow","Russia",-0- \r\n173,26,-0- ,-0- ,-0- ,-0- \r\n\x1a'
ALT = b'173,12,"aka","WOLKOW, Sergej",-0- \r\n36,57,"fka","LAGOON LINES","weak"\r\n\x1a'

UN = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09.554Z"><INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID>
<FIRST_NAME>MUSTAFA</FIRST_NAME><SECOND_NAME>AL-HADDAD</SECOND_NAME><UN_LIST_TYPE>X</UN_LIST_TYPE>
<REFERENCE_NUMBER>XXi.001</REFERENCE_NUMBER><NAME_ORIGINAL_SCRIPT>مصطفى الحداد</NAME_ORIGINAL_SCRIPT>
<NATIONALITY><VALUE>Yemen</VALUE></NATIONALITY>
<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Mustapha Hadad; Abu Karim</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>The Smith</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1975-03-01</DATE></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>A 12345</NUMBER></INDIVIDUAL_DOCUMENT>
</INDIVIDUAL></INDIVIDUALS><ENTITIES><ENTITY><FIRST_NAME>NORTH WIND FRONT</FIRST_NAME>
<REFERENCE_NUMBER>XXe.002</REFERENCE_NUMBER><ENTITY_ADDRESS><COUNTRY>Yemen</COUNTRY></ENTITY_ADDRESS></ENTITY></ENTITIES>
</CONSOLIDATED_LIST>
"""

EU_HEADER = (
    "fileGenerationDate;Entity_LogicalId;Entity_SubjectType;Entity_SubjectType_ClassificationCode;Entity_Regulation_Programme;"
    "NameAlias_LastName;NameAlias_FirstName;NameAlias_MiddleName;NameAlias_WholeName;NameAlias_Remark;"
    "Address_CountryIso2Code;BirthDate_BirthDate;BirthDate_Year;Citizenship_CountryIso2Code;"
    "Identification_Number;Identification_TypeCode\r\n"
)
EU = (
    "\ufeff"
    + EU_HEADER
    + "05/10/2026;13;person;P;TERR;Petrova;Nadezhda;;Nadezhda Petrova;;;;;;;\r\n"
    + '05/10/2026;13;person;P;TERR;;;;"Nadja; Petrowa";low quality;;;;;;\r\n'
    + "05/10/2026;20;enterprise;E;UKR;;;;North Breeze GmbH;;DE;;;;HRB 99;regnumber\r\n"
    + "05/10/2026;13;person;P;TERR;;;;;;;1980-05-01;;RU;;\r\n"
)

UK_HEADER = (
    "Last Updated,Unique ID,Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Name type,Alias strength,Name non-latin script,"
    "Regime Name,Designation Type,Address Country,Website,Email address,D.O.B,Nationality(/ies),"
    "Business registration number (s),IMO number\r\n"
)
UK = (
    "Report Date: 13-Feb-2026\r\n"
    + UK_HEADER
    + "12/01/2022,RUS0001,BREEZE,NORTH,,,,,Primary Name,,Северный бриз,Russia,Entity,Russia,"
    + "https://www.breeze.example/,,,,1027700,\r\n"
    + '12/01/2022,RUS0002,VOLKOV,SERGEI,"ANATOLYEVICH\njunior",,,,Primary Name,,,Russia,Individual,,,,dd/mm/1961,Russia\r\n'
    + "12/01/2022,RUS0002,WOLKOW,SERGEJ,,,,,Alias,Low quality a.k.a,,Russia,Individual,,,,02/04/1961,,,\r\n"
)
