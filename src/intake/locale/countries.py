"""What countries are called in each language that comes along: ISO 3166-1 alpha-2, English names here, the others from CLDR."""

import re
from collections.abc import Mapping
from functools import cache

from intake.locale.names import every_name, names

# Code and English short name; after "/" other names that are typed for it.
_TABLE = """
AD Andorra|AE United Arab Emirates/UAE|AF Afghanistan|AG Antigua and Barbuda|AI Anguilla|AL Albania|AM Armenia
AO Angola|AQ Antarctica|AR Argentina|AS American Samoa|AT Austria/Österreich/Oesterreich/Autriche/Österrike
AU Australia|AW Aruba|AX Åland Islands/Åland|AZ Azerbaijan|BA Bosnia and Herzegovina|BB Barbados|BD Bangladesh
BE Belgium/Belgique/België/Belgien|BF Burkina Faso|BG Bulgaria|BH Bahrain|BI Burundi|BJ Benin|BL Saint Barthélemy
BM Bermuda|BN Brunei Darussalam/Brunei|BO Bolivia|BQ Bonaire, Sint Eustatius and Saba|BR Brazil/Brasil|BS Bahamas
BT Bhutan|BV Bouvet Island|BW Botswana|BY Belarus|BZ Belize|CA Canada/Kanada|CC Cocos (Keeling) Islands
CD Congo, Democratic Republic of the/DR Congo|CF Central African Republic|CG Congo
CH Switzerland/Schweiz/Suisse/Svizzera|CI Côte d'Ivoire/Ivory Coast|CK Cook Islands|CL Chile|CM Cameroon
CN China|CO Colombia|CR Costa Rica|CU Cuba|CV Cabo Verde/Cape Verde|CW Curaçao|CX Christmas Island|CY Cyprus
CZ Czechia/Czech Republic/Česko/Tschechien|DE Germany/Deutschland/Allemagne/Tyskland|DJ Djibouti
DK Denmark/Danmark/Dänemark/Danemark|DM Dominica|DO Dominican Republic|DZ Algeria|EC Ecuador|EE Estonia/Eesti/Estland
EG Egypt|EH Western Sahara|ER Eritrea|ES Spain/España/Spanien/Espagne|ET Ethiopia|FI Finland/Suomi|FJ Fiji
FK Falkland Islands|FM Micronesia|FO Faroe Islands|FR France/Frankreich/Frankrike|GA Gabon
GB United Kingdom/UK/Great Britain/England/Scotland/Wales/Northern Ireland/Großbritannien/Royaume-Uni/Storbritannien
GD Grenada|GE Georgia|GF French Guiana|GG Guernsey|GH Ghana|GI Gibraltar|GL Greenland|GM Gambia|GN Guinea
GP Guadeloupe|GQ Equatorial Guinea|GR Greece/EL/Ελλάδα/Griechenland|GS South Georgia and the South Sandwich Islands
GT Guatemala|GU Guam|GW Guinea-Bissau|GY Guyana|HK Hong Kong|HM Heard Island and McDonald Islands|HN Honduras
HR Croatia/Hrvatska/Kroatien|HT Haiti|HU Hungary/Magyarország/Ungarn|ID Indonesia|IE Ireland/Éire/Irland|IL Israel
IM Isle of Man|IN India|IO British Indian Ocean Territory|IQ Iraq|IR Iran|IS Iceland/Ísland/Island
IT Italy/Italia/Italien/Italie|JE Jersey|JM Jamaica|JO Jordan|JP Japan|KE Kenya|KG Kyrgyzstan|KH Cambodia
KI Kiribati|KM Comoros|KN Saint Kitts and Nevis|KP North Korea|KR South Korea/Korea|KW Kuwait|KY Cayman Islands
KZ Kazakhstan|LA Laos|LB Lebanon|LC Saint Lucia|LI Liechtenstein|LK Sri Lanka|LR Liberia|LS Lesotho
LT Lithuania/Lietuva/Litauen|LU Luxembourg/Luxemburg|LV Latvia/Latvija/Lettland|LY Libya|MA Morocco|MC Monaco
MD Moldova|ME Montenegro|MF Saint Martin|MG Madagascar|MH Marshall Islands|MK North Macedonia/Macedonia|ML Mali
MM Myanmar|MN Mongolia|MO Macao/Macau|MP Northern Mariana Islands|MQ Martinique|MR Mauritania|MS Montserrat|MT Malta
MU Mauritius|MV Maldives|MW Malawi|MX Mexico/México|MY Malaysia|MZ Mozambique|NA Namibia|NC New Caledonia|NE Niger
NF Norfolk Island|NG Nigeria|NI Nicaragua|NL Netherlands/The Netherlands/Holland/Nederland/Niederlande/Pays-Bas
NO Norway/Norge/Noreg/Norwegen/Norvège|NP Nepal|NR Nauru|NU Niue|NZ New Zealand|OM Oman|PA Panama|PE Peru
PF French Polynesia|PG Papua New Guinea|PH Philippines|PK Pakistan|PL Poland/Polska/Polen/Pologne
PM Saint Pierre and Miquelon|PN Pitcairn|PR Puerto Rico|PS Palestine|PT Portugal|PW Palau|PY Paraguay|QA Qatar
RE Réunion|RO Romania/România/Rumänien|RS Serbia/Srbija|RU Russia/Russian Federation|RW Rwanda|SA Saudi Arabia
SB Solomon Islands|SC Seychelles|SD Sudan|SE Sweden/Sverige/Schweden/Suède|SG Singapore
SH Saint Helena, Ascension and Tristan da Cunha|SI Slovenia/Slovenija|SJ Svalbard and Jan Mayen
SK Slovakia/Slovensko|SL Sierra Leone|SM San Marino|SN Senegal|SO Somalia|SR Suriname|SS South Sudan
ST Sao Tome and Principe|SV El Salvador|SX Sint Maarten|SY Syria|SZ Eswatini/Swaziland|TC Turks and Caicos Islands
TD Chad|TF French Southern Territories|TG Togo|TH Thailand|TJ Tajikistan|TK Tokelau|TL Timor-Leste|TM Turkmenistan
TN Tunisia|TO Tonga|TR Türkiye/Turkey/Türkei|TT Trinidad and Tobago|TV Tuvalu|TW Taiwan|TZ Tanzania
UA Ukraine/Україна|UG Uganda|UM United States Minor Outlying Islands
US United States/United States of America/USA/America|UY Uruguay|UZ Uzbekistan|VA Holy See/Vatican
VC Saint Vincent and the Grenadines|VE Venezuela|VG Virgin Islands (British)|VI Virgin Islands (U.S.)|VN Vietnam
VU Vanuatu|WF Wallis and Futuna|WS Samoa|YE Yemen|YT Mayotte|ZA South Africa|ZM Zambia|ZW Zimbabwe
"""


def named(code: str, language: str) -> str:
    """The name of the country in that language, else in English; a code that is not in the table stands as it is."""
    english = spellings().get(code)
    return names(language, "countries").get(code) or (english[0] if english else code)


def named_beside(code: str, address: str, language: str) -> str:
    """The name of the country to print beside an address; empty where the address ends in it, in whatever language."""
    ending = re.split(r"[,\n]", address)[-1].strip(" .").casefold()
    listed = (name for name, of in every_name("countries").items() if of == code)
    written = {name.casefold() for name in (code, *spellings().get(code, ()), *listed)}
    return "" if ending in written else named(code, language)


@cache
def spellings() -> Mapping[str, tuple[str, ...]]:
    """By code, the English name and what else is typed for it."""
    entries = (entry.strip().split(" ", 1) for entry in _TABLE.replace("\n", "|").split("|") if entry.strip())
    return {code: tuple(spelled.split("/")) for code, spelled in entries}
