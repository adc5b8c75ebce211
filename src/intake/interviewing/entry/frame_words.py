"""The words that time frames are made of in the shipped languages, each with what it means; spelled without accents."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from intake.interviewing.entry import feasts
from intake.interviewing.entry.words import MONTHS, WEEKDAYS

Meaning: TypeAlias = "tuple[str, int]"
"""What a word says, and which number goes with it: `("month", 3)` for March."""

_PHRASES: Mapping[Meaning, str] = {
    ("soon", 0): """
        as soon as possible, right away, right now, at once, so bald wie moglich, so schnell wie moglich, ab sofort,
        des que possible, le plus vite possible, au plus vite, au plus tot, tout de suite, lo antes posible,
        cuanto antes, lo mas pronto posible, de inmediato, sa snart som mojligt, sa fort som mojligt, sa snart det gar,
        niipea kui voimalik, esimesel voimalusel, voimalikult kiiresti, voimalikult ruttu, en kisa surede,
        mumkun olan en kisa surede, en kisa zamanda, bir an once, en yakin zamanda""",
    ("day", 2): "day after tomorrow, apres demain, pasado manana, obur gun, yarindan sonra, i overmorgon",
    ("next", 0): "que viene, que vienen",
    ("this", 0): "den har, det har",
    ("half", 1): """
        first half, erste halfte, ersten halfte, premiere moitie, primera mitad, forsta halvan, esimene pool,
        esimesel poolel, ilk yarisi, ilk yarisinda""",
    ("half", 2): """
        second half, zweite halfte, zweiten halfte, seconde moitie, deuxieme moitie, segunda mitad, andra halvan,
        teine pool, teisel poolel, ikinci yarisi, ikinci yarisinda""",
    ("feast", feasts.NEW_YEAR): "new year, new years, new year ' s, nouvel an, ano nuevo",
    ("feast", feasts.EASTER): "semana santa",
    ("feast", feasts.ASCENSION): "christi himmelfahrt, kristi himmelsfard",
    ("feast", feasts.ALL_SAINTS): "all saints, todos los santos, alla helgons dag",
}
# `jul` is July for most and Christmas for Swedes, who say it with one of these.
_SAYINGS: Mapping[str, "tuple[Meaning, ...]"] = {
    "fore jul": (("by", 0), ("feast", feasts.CHRISTMAS)),
    "innan jul": (("by", 0), ("feast", feasts.CHRISTMAS)),
    "till jul": (("by", 0), ("feast", feasts.CHRISTMAS)),
    "efter jul": (("after", 0), ("feast", feasts.CHRISTMAS)),
}
_WORDS: Mapping[Meaning, str] = {
    ("soon", 0): """
        asap soon urgent urgently immediately now yesterday sofort bald dringend eilig eilt umgehend schnellstmoglich
        baldmoglichst gestern bientot vite immediatement hier urgente pronto inmediatamente ayer snart snarast genast
        omgaende omedelbart nu igar bradskande kohe kiiresti ruttu varsti eile nuud peatselt acil acilen hemen derhal
        simdi dun yakinda""",
    ("day", 0): "today heute aujourd'hui hoy idag tana bugun",
    ("day", 1): "tomorrow morgen demain manana imorgon homme yarin",
    ("day", 2): "ubermorgen overmorgon ulehomme",
    ("next", 0): """
        next coming following nachster nachste nachsten nachstes kommende kommenden kommendes kommender prochain
        prochaine suivant proximo proxima siguiente nasta kommande jargmine jargmise jargmisel jargmiseks tulev tuleva
        tuleval gelecek onumuzdeki""",
    ("this", 0): """
        this current dieser diese dieses diesen diesem laufenden ce cet cette este esta denna detta see selle sel sellel
        kaesolev kaesoleva kaesoleval bu""",
    ("days", 1): "day days tag tage tagen jour jours dia dias dag dagar paev paeva paevad gun gunu",
    (
        "days",
        7,
    ): "week weeks woche wochen semaine semaines semana semanas vecka veckan veckor nadal nadala nadalat nadalal hafta haftasi",
    (
        "months",
        1,
    ): "month months monat monate monaten monats mois mes meses manad manaden manader kuu kuud kuul ay ayi ayin ayda",
    (
        "months",
        3,
    ): "quarter quartal quartals trimestre trimestres kvartal kvartalet kvartali kvartalis kvartalil ceyrek ceyregi ceyregin",
    (
        "months",
        6,
    ): "half semester halbjahr halbjahrs halbjahres jahreshalfte semestre halvar halvaret poolaasta poolaastal poolaastaks yariyil yariyili yariyilda",
    (
        "months",
        12,
    ): "year years jahr jahre jahren jahres an ans annee ano anos ar aret aasta aastat aastal yil yilin yili",
    ("start", 0): """
        begin beginning start early anfang anfangs beginn debut principio principios inicio inicios comienzo comienzos
        borjan algus alguses algul alguseks basi basinda baslari baslarinda""",
    (
        "middle",
        0,
    ): "mid middle mitte mi milieu mediados mitad mitten keskel keskpaik keskpaigas ortasi ortasinda ortalarinda",
    ("end", 0): """
        end ends late ende fin final finales slut slutet lopp lopu lopus lopul lopuks lopuni sonu sonunda sonuna
        sonlarinda""",
    ("by", 0): """
        by before until till bis spatestens vor avant jusque jusqu antes hasta para senast innan fore enne kuni
        hiljemalt kadar once dek tarihine""",
    ("after", 0): "after nach apres despues efter parast sonra",
    ("one", 1): "a un une una uno ein eine einem einer eines en ett uks uhe bir",
    ("number", 1): "one first erste ersten erstes premier primer forsta esimene esimese esimesel birinci ilk",
    (
        "number",
        2,
    ): "two second zwei zweite zweiten zweites deux deuxieme dos segundo tva andra kaks kahe teine teise teisel iki ikinci ii",
    (
        "number",
        3,
    ): "three third drei dritte dritten drittes trois troisieme tres tercer tre tredje kolm kolme kolmas kolmanda kolmandal uc ucuncu iii",
    (
        "number",
        4,
    ): "four fourth vier vierte vierten viertes quatre quatrieme cuatro cuarto fyra fjarde neli nelja neljas neljanda neljandal dort dorduncu iv",
    ("number", 5): "five funf cinq cinco fem viis viie bes",
    ("number", 6): "six sechs seis sex kuus kuue alti",
    (
        "season",
        3,
    ): "spring fruhling fruhjahr printemps primavera var varen kevad kevadel kevadeks ilkbahar ilkbaharda bahar",
    ("season", 6): "summer sommer ete verano sommar sommaren suvi suvel suveks yaz yazin",
    ("season", 9): "autumn fall herbst automne otono host hosten sugis sugisel sugiseks sonbahar sonbaharda guz",
    ("season", 12): "winter hiver invierno vinter vintern talv talvel talveks kis kisin",
    ("feast", feasts.CHRISTMAS): """
        christmas xmas weihnachten weihnacht noel fetes navidad navidades julen julafton joulud joule joulude""",
    ("feast", feasts.NEW_YEAR): """
        neujahr silvester nochevieja nyar nyaret nyarsafton aastavahetus aastavahetust uusaasta yilbasi yilbasindan""",
    ("feast", feasts.EPIPHANY): "epiphany dreikonig epiphanie reyes trettondagen kolmekuningapaev kolmekuningapaeva",
    ("feast", feasts.EASTER): """
        easter ostern paques pascua pask pasken lihavotted lihavotteid lihavottepuhad lihavottepuhi paskalya
        paskalyadan""",
    ("feast", feasts.ASCENSION): "himmelfahrt ascension",
    ("feast", feasts.PENTECOST): """
        pentecost whitsun pfingsten pentecote pentecostes pingst pingsten nelipuha nelipuhad nelipuhi""",
    ("feast", feasts.MIDSUMMER): "midsummer midsommar midsommaren midsommarafton",
    ("feast", feasts.SAINT_JOHN): "jaanipaev jaanipaeva jaanid jaane",
    ("feast", feasts.RAMADAN_FEAST): "ramazan seker zuckerfest",
    ("feast", feasts.SACRIFICE_FEAST): "kurban opferfest",
    ("feast", feasts.BAYRAM): "bayram bayrami bayramdan bayramindan bayramda",
    ("feast", feasts.ALL_SAINTS): "allerheiligen toussaint pyhakutepaev",
    ("feast", feasts.THANKSGIVING): "thanksgiving",
    ("", 0): """
        the of on at for sometime some time about around roughly approximately der die das des dem den im am zum zur um
        gegen ungefahr irgendwann etwa le la les l du de d au aux vers environ courant el los las del al sobre hacia
        alrededor i av pa under omkring ungefar nagon gang runt umbes paiku mingil ajal civari civarinda gibi
        nin nun na ndan nden dan icin in within from innerhalb binnen dans ici dentro inom om jooksul icinde""",
}
_COMPOUND: Mapping[str, tuple[Meaning, ...]] = {
    "monatsende": (("end", 0), ("months", 1)),
    "monatsanfang": (("start", 0), ("months", 1)),
    "monatsmitte": (("middle", 0), ("months", 1)),
    "quartalsende": (("end", 0), ("months", 3)),
    "jahresende": (("end", 0), ("months", 12)),
    "manadsslutet": (("end", 0), ("months", 1)),
    "manadsskiftet": (("end", 0), ("months", 1)),
    "arsskiftet": (("end", 0), ("months", 12)),
    "kuulopp": (("end", 0), ("months", 1)),
    "aastalopp": (("end", 0), ("months", 12)),
    "aastalopuks": (("end", 0), ("months", 12)),
    "yilsonu": (("end", 0), ("months", 12)),
    "halbjahresende": (("end", 0), ("months", 6)),
    "jouludeks": (("by", 0), ("feast", feasts.CHRISTMAS)),
    "jouluks": (("by", 0), ("feast", feasts.CHRISTMAS)),
    "lihavotteks": (("by", 0), ("feast", feasts.EASTER)),
    "jaanipaevaks": (("by", 0), ("feast", feasts.SAINT_JOHN)),
    # Turkish says "until" with the dative.
    "bayrama": (("by", 0), ("feast", feasts.BAYRAM)),
    "bayramina": (("by", 0), ("feast", feasts.BAYRAM)),
    "yilbasina": (("by", 0), ("feast", feasts.NEW_YEAR)),
    "haftaya": (("next", 0), ("days", 7)),
    "seneye": (("next", 0), ("months", 12)),
}


def _pairs() -> Iterator[tuple[str, tuple[Meaning, ...]]]:
    for meaning, words in _WORDS.items():
        yield from ((word, (meaning,)) for word in words.split())
    yield from ((word, (("month", number),)) for word, number in MONTHS.items())
    yield from ((word, (("weekday", number),)) for word, number in WEEKDAYS.items())
    yield from ((f"{letter}{n}", (("number", n), ("months", 3))) for letter in "qt" for n in range(1, 5))
    yield from ((f"{letter}{n}", (("half", n),)) for letter in "hs" for n in (1, 2))
    yield from ((f"kv{n}", (("number", n), ("months", 3))) for n in range(1, 5))
    yield from _COMPOUND.items()


MEANINGS: Mapping[str, tuple[Meaning, ...]] = dict(_pairs())
"""What each folded word means; fillers mean `("", 0)`."""

PHRASES: Mapping[str, tuple[Meaning, ...]] = {
    " ".join(phrase.split()): (meaning,) for meaning, phrases in _PHRASES.items() for phrase in phrases.split(",")
} | dict(_SAYINGS)
"""What several words mean together."""
