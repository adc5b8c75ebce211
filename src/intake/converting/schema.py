"""The JSON Schema (2020-12) of the answers to a questionnaire, in the form that `intake show ID --answers json` writes."""

import re

from intake.model.questionnaire import Bound, Moving, Question, Questionnaire, Required, Type, said
from intake.model.text import UNSPACED
from intake.model.values import Json

_NUMBER = r"-?[0-9]+(\.[0-9]+)?"
_TEXTS: dict[Type, dict[str, Json]] = {
    Type.DATE: {"format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    Type.MONEY: {"pattern": f"^{_NUMBER} [A-Z]{{3}}$"},
    Type.PERCENT: {"pattern": f"^{_NUMBER}%$"},
    Type.DURATION: {"pattern": "^-?[0-9]+ (working )?days?$"},
    Type.COUNTRY: {"pattern": "^[A-Z]{2}$"},
    Type.LANGUAGE: {"pattern": "^[a-z]{2,3}$"},
    Type.EMAIL: {"format": "email"},
    Type.URL: {"format": "uri"},
    Type.PHONE: {"pattern": r"^\+[0-9]+"},
}
_NOT_ANSWERED = (Type.CALC, Type.NOTE, Type.FILE)
_OPEN: Json = {
    "type": "object",
    "description": "Left open, and why.",
    "properties": {"open": {"type": "string"}},
    "required": ["open"],
    "additionalProperties": False,
}


def schema_of(questionnaire: Questionnaire) -> Json:
    """The schema: what each answer looks like, which are always needed, and under which condition others are asked.

    It tells the form of answers; whether they fit each other is for the checks of the questionnaire to say.
    """
    asked = [question for question in questionnaire.questions() if question.type not in _NOT_ANSWERED]
    hidden = {q.id: s.when.text for s in questionnaire.sections if s.when is not None for q in s.questions}
    needed = [q.id for q in asked if q.required is not Required.NO and q.when is None and q.id not in hidden]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:intake:questionnaire:{questionnaire.id}:{questionnaire.version}",
        "title": said(questionnaire.title, questionnaire.languages[0]),
        "type": "object",
        "properties": {question.id: _property(question, hidden.get(question.id, "")) for question in asked},
        "required": list(needed),
        "additionalProperties": False,
        "$defs": {"open": _OPEN},
    }


def _property(question: Question, section_when: str) -> Json:
    found: dict[str, Json] = {"title": said(question.ask, "", question.id)}
    if why := said(question.why, ""):
        found["description"] = why
    conditions = [text for text in (section_when, question.when.text if question.when else "") if text]
    value = _value(question)
    comments = ["asked when " + ", and ".join(conditions)] if conditions else []
    if bounds := value.pop("$comment", ""):
        comments.append(str(bounds))
    if comments:
        found["$comment"] = "; ".join(comments)
    if question.required is Required.YES:
        return {**found, **value}
    return {**found, "anyOf": [value, {"$ref": "#/$defs/open"}]}


def _value(question: Question) -> dict[str, Json]:
    match question.type:
        case Type.BOOL:
            return {"type": "boolean"}
        case Type.NUMBER:
            bounds = _bounds(question, "minimum", "maximum")
            numbers: list[Json] = [{"type": "number", **bounds}, {"type": "string", "pattern": f"^{_NUMBER}$"}]
            return {"anyOf": numbers, **_in_time(question)}
        case Type.CHOICE:
            return {"enum": [option.value for option in question.options]}
        case Type.CHOICES:
            return _choices(question)
        case Type.PERSON | Type.CONTACT:
            parts: dict[str, Json] = {name: {"type": "string", "minLength": 1} for name in ("name", "email", "phone")}
            return {"type": "object", "properties": parts, "minProperties": 1, "additionalProperties": False}
        case Type.QUANTITY:
            units = "|".join(re.escape(unit) for unit in question.units)
            return {"type": "string", "pattern": f"^{_NUMBER} ({units})$"}
        case Type.REPEAT:
            least: dict[str, Json] = (
                {"minItems": 1} if question.required is Required.YES and not question.minimum else {}
            )
            return {"type": "array", "items": _row(question), **_bounds(question, "minItems", "maxItems"), **least}
        case Type.TEXT | Type.LONG_TEXT if question.min_words > 1:
            spaced, unspaced = rf"(\S+\s+){{{question.min_words - 1}}}\S", f"[{UNSPACED}][^{UNSPACED}]*"
            return {"type": "string", "pattern": rf"{spaced}|({unspaced}){{{2 * question.min_words - 1}}}"}
        case _:
            return {"type": "string", "minLength": 1, **_TEXTS.get(question.type, {}), **_in_time(question)}


def _choices(question: Question) -> dict[str, Json]:
    """Several options, or one of those that go with no other."""
    alone: list[Json] = [option.value for option in question.options if option.exclusive]
    together: list[Json] = [option.value for option in question.options if not option.exclusive]
    bounds = _bounds(question, "minItems", "maxItems")
    several: dict[str, Json] = {"type": "array", "items": {"enum": together}, "uniqueItems": True, **bounds}
    if not alone:
        return several
    return {"anyOf": [several, {"type": "array", "items": {"enum": alone}, "minItems": 1, "maxItems": 1}]}


def _row(question: Question) -> Json:
    parts = [part for part in question.item if part.type not in _NOT_ANSWERED]
    needed: list[Json] = [part.id for part in parts if part.required is Required.YES and part.when is None]
    properties: dict[str, Json] = {part.id: {"title": said(part.ask, "", part.id), **_value(part)} for part in parts}
    row: dict[str, Json] = {"type": "object", "properties": properties, "required": needed, "minProperties": 1}
    return {**row, "additionalProperties": False}


def _bounds(question: Question, least: str, most: str) -> dict[str, Json]:
    bounds = {least: question.minimum, most: question.maximum}
    return {name: bound for name, bound in bounds.items() if isinstance(bound, int)}


def _in_time(question: Question) -> dict[str, Json]:
    """Days and what moves with the calendar: a schema knows neither, so that they are said to its reader."""
    bounds = {"from": question.minimum, "up to": question.maximum}
    told = [
        f"{word} {_told(bound)}" for word, bound in bounds.items() if bound is not None and not isinstance(bound, int)
    ]
    return {"$comment": ", ".join(told)} if told else {}


def _told(bound: Bound) -> str:
    return str(bound.value if isinstance(bound, Moving) else bound)
