"""Keeps out what no due diligence may collect of people: health, politics, religion and the like, and criminal records.

Articles 9(1) and 10 GDPR name the kinds. A finding whose topic or words tell of one is dropped whatever plugin found it, and
its fact is unknown for that reason. The names of companies and places are not read: a shop may be called after a saint.
"""

import re
from collections.abc import Mapping, Sequence

from intake.model.client import Client
from intake.model.finding import Finding

_NAMES = frozenset(
    """registry.name registry.candidate registry.address registry.form registry.number website.legal_name vat.name
    lei.name""".split()
)
_KINDS: Mapping[str, tuple[str, str]] = {
    "criminal records (Art. 10 GDPR)": (
        "crime criminal convictions offences",
        (
            r"criminal (record|conviction|charge)\w*|convict(ed|ion|ions)|felon(y|ies)|misdemeanou?rs?|imprison(ed|ment)|"
            r"prison sentence|arrest record|sex offender|vorbestraft|straffedømt|casier judiciaire|antecedentes penales"
        ),
    ),
    "health (Art. 9 GDPR)": (
        "health medical illness disability",
        (
            r"diagnosed with|illness|disabilit(y|ies)|pregnan(t|cy)|psychiatric|mental health|addict(ed|ion)|"
            r"medical (record|history|condition)s?|hiv|on sick leave"
        ),
    ),
    "political opinions (Art. 9 GDPR)": (
        "politics political",
        r"political (opinion|view|affiliation|activist)s?|(member|supporter|donor) of the [\w ]{0,40}party|party member(ship)?",
    ),
    "religion or belief (Art. 9 GDPR)": (
        "religion religious belief",
        (
            r"religio(n|us)|practi[sc]ing (christian|catholic|muslim|jew|hindu|buddhist)|(member|follower) of the [\w ]{0,40}church|"
            r"is (a|an) (christian|catholic|muslim|jew|hindu|buddhist|atheist)|jehovah's witness(es)?|scientologist"
        ),
    ),
    "ethnic origin (Art. 9 GDPR)": ("ethnicity", r"ethnic (origin|group)|racial origin|of \w+ ethnicity"),
    "sex life or orientation (Art. 9 GDPR)": (
        "sexuality",
        r"sexual orientation|sex life|homosexual|bisexual|transgender|is (gay|lesbian)",
    ),
    "trade-union membership (Art. 9 GDPR)": ("", r"(trade[- ])?union member(ship)?|member of a (trade[- ])?union"),
    "genetic or biometric data (Art. 9 GDPR)": (
        "genetic biometric",
        r"genetic data|dna profile|biometric data",
    ),
}
_TOPICS = {topic: kind for kind, (topics, _) in _KINDS.items() for topic in topics.split()}
_WORDS = {kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for kind, (_, words) in _KINDS.items()}


def sift(findings: Sequence[Finding], client: Client) -> tuple[tuple[Finding, ...], tuple[tuple[Finding, str], ...]]:
    """The findings that may be kept, and those that may not, each with the kind of data it tells of."""
    kinds = [(finding, kind_of(finding, client)) for finding in findings]
    kept = tuple(finding for finding, kind in kinds if not kind)
    return kept, tuple((finding, kind) for finding, kind in kinds if kind)


def kind_of(finding: Finding, client: Client) -> str:
    """The kind of data that must not be collected which the finding tells of; empty for none."""
    if finding.name in _NAMES:
        return ""
    for word in re.split(r"[._]", finding.name):
        if word in _TOPICS:
            return _TOPICS[word]
    value = finding.value if isinstance(finding.value, str) else ""
    text = "\n".join((finding.statement, value, finding.quote))
    if client.name:
        text = text.replace(client.name, "")
    return next((kind for kind, words in _WORDS.items() if words.search(text)), "")
