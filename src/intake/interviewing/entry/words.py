"""Words of the shipped languages (English, German, French, Swedish) that people type: months, weekdays, yes and no."""

_MONTHS = (
    "january jan januar januari janvier janv",
    "february feb februar februari février fevrier févr fevr",
    "march mar märz maerz mrz mars",
    "april apr avril avr",
    "may mai maj",
    "june jun juni juin",
    "july jul juli juillet juil",
    "august aug augusti août aout",
    "september sep sept septembre",
    "october oct oktober okt octobre",
    "november nov novembre",
    "december dec dezember dez décembre decembre déc",
)
_WEEKDAYS = (
    "monday mon montag lundi måndag",
    "tuesday tue tues dienstag mardi tisdag",
    "wednesday wed mittwoch mercredi onsdag",
    "thursday thu thur thurs donnerstag jeudi torsdag",
    "friday fri freitag vendredi fredag",
    "saturday sat samstag sonnabend samedi lördag",
    "sunday sun sonntag dimanche söndag",
)

MONTHS = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
"""The number of a month (1 to 12) by its lower-case name or usual short form."""

WEEKDAYS = {word: number for number, words in enumerate(_WEEKDAYS) for word in words.split()}
"""The number of a weekday (Monday is 0) by its lower-case name or usual short form."""

YES = frozenset("yes y true ja j oui o".split())
NO = frozenset("no n false nein nej non".split())
