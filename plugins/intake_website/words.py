"""The words by which pages are recognised, in the languages of the countries whose clients are met most."""

import re


def _any(*words: str) -> re.Pattern[str]:
    return re.compile(r"(?<![^\W_])(?:" + "|".join(words) + r")(?![^\W_])", re.IGNORECASE)


IMPRINT = _any(
    "impressum", "imprint", "legal[ -_]?notice", "legal[ -_]?information", "company[ -_]?information", "anbieterkennzeichnung",
    "mentions[ -_]?l[eé]gales", "aviso[ -_]?legal", "note[ -_]?legali", "colofon", "kolofon",
    "f[oö]retags(?:information|uppgifter)", "virksomhedsoplysninger", "yritystiedot", "nota[ -_]?prawna",
)  # fmt: skip
"""Links to the page that says who is behind a site."""

CONTACT = _any(
    "contact(?:[ -_]?us)?", "kontakt(?:a[ -_]?oss)?", "contacto", "contatti", "contactez[ -_]?nous", "yhteystiedot",
    "about(?:[ -_]?us)?", "om[ -_]?oss", "über[ -_]?uns", "ueber[ -_]?uns", "qui[ -_]?sommes[ -_]?nous",
)  # fmt: skip
"""Links to the page that says how to reach them."""

TERMS = _any(
    "terms(?:[ -_]?(?:of[ -_]?(?:service|use|sale)|and[ -_]?conditions|&[ -_]?conditions))?", "agb", "cgv", "cgu",
    "(?:allm[aä]nna|k[oö]p)?[ -_]?villkor", "vilk[aå]r", "handelsbetingelser", "condiciones", "condizioni",
    "(?:algemene[ -_]?)?voorwaarden", "conditions[ -_]?g[eé]n[eé]rales(?:[ -_]?de[ -_]?vente)?", "regulamin",
)  # fmt: skip
"""Links to the terms of business."""

PARKED = re.compile(
    r"(?:this|the) domain (?:name )?(?:is|may be) (?:for sale|parked)|buy this domain|domain (?:is )?parked|"
    r"parked free|sedoparking|diese domain (?:steht zum verkauf|ist zu verkaufen)|domänen är till salu|"
    r"ce (?:nom de )?domaine est à vendre",
    re.IGNORECASE,
)
"""What a page says that somebody put up only to hold or sell the domain."""

CHALLENGE = re.compile(
    r"just a moment|attention required|are you (?:a )?human|verify (?:that )?you are (?:a )?human|captcha|"
    r"checking your browser|security check|access denied|bot verification|ddos[ -]protection|unusual traffic",
    re.IGNORECASE,
)
"""What a page says that was put in place of the one asked for, to keep programs out."""

COMPANY = re.compile(
    r"(?<!\w)((?:[A-ZÀ-ÖØ-Þ0-9][\w&.'’+-]{0,40} (?:(?:&|and|und|och|et|y|of|de|für) )?){1,6})"
    r"(GmbH(?: & Co\. KG)?|UG|AG|AB|ApS|A/S|ASA|AS|Oyj?|B\.?V\.?|N\.?V\.?|Ltd\.?|Limited|PLC|LLP|LLC|Inc\.?|S\.?A\.?S\.?|"
    r"SARL|S\.?A\.?|S\.?r\.?l\.?|S\.?p\.?A\.?|S\.?L\.?|s\.r\.o\.|Sp\. z o\.o\.|e\.K\.)(?!\w)"
)
"""A company's name with its legal form."""

VAT = re.compile(r"(?<!\w)([A-Z]{2})[ -]?((?=(?:[ .-]?\w){7,13}(?!\w))[0-9A-Z](?:[ .-]?[0-9A-Z]){6,12})(?!\w)")
"""What may be a VAT number with its country; python-stdnum tells whether it is one."""

PAY_DAYS = re.compile(
    r"(?<!\d)\d{1,3} ?(?:(?:calendar|working|business|Kalender|Werk)?[ -]?days?|Kalendertagen?|Werktagen?|Tagen?|jours|"
    r"dagar|dager|dage|päivää|dní|dni|dagen|giorni|días)(?!\w)",
    re.IGNORECASE,
)
"""A number of days."""

PAYING = re.compile(
    r"(?<!\w)(?:pay|paid|payment|payable|invoice|zahl|rechnung|fällig|factur|paiement|règlement|betal|faktur|maksu|lasku|"
    r"platb|płat|pagament|pago)",
    re.IGNORECASE,
)
"""What a sentence on paying has in it."""

CREDIT = re.compile(
    r"(?<!\w)(?i:(?:web)?site|web ?design|designed|developed|built|made|crafted)(?i: (?:and|&) (?:designed|developed|built))?"
    r"(?i: by)[: ]{1,3}((?:[A-ZÀ-Þ0-9][\w'’-]{0,30}(?: [&+] | )?){1,4})"
    r"|(?<!\w)(?:Webdesign|Gestaltung|Umsetzung|Realisierung|Programmierung|Réalisation|Conception|Webbplats|Nettside): ?"
    r"((?:[A-ZÀ-Þ0-9][\w'’-]{0,30}(?: [&+] | )?){1,4})"
)
"""Whom a page credits with its making."""
