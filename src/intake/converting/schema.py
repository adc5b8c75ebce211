"""The JSON Schema (2020-12) of the answers to a questionnaire, in the form that `intake show ID --answers json` writes."""

import re

from intake.model.questionnaire import Question, Questionnaire, Required, Type, said
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
    if conditions:
        found["$comment"] = "asked when " + ", and ".join(conditions)
    value = _value(question)
    if question.required is Required.YES:
        return {**found, **value}
    return {**found, "anyOf": [value, {"$ref": "#/$defs/open"}]}


def _value(question: Question) -> dict[str, Json]:
    match question.type:
        case Type.BOOL:
            return {"type": "boolean"}
        case Type.NUMBER:
            bounds = _bounds(question, "minimum", "maximum")
            return {"anyOf": [{"type": "number", **bounds}, {"type": "string", "pattern": f"^{_NUMBER}$"}]}
        case Type.CHOICE:
            return {"enum": [option.value for option in question.options]}
        case Type.CHOICES:
            options: Json = {"enum": [option.value for option in question.options]}
            found = {
                "type": "array",
                "items": options,
                "uniqueItems": True,
                **_bounds(question, "minItems", "maxItems"),
            }
            alone: list[Json] = [option.value for option in question.options if option.exclusive]
            return found | ({"not": {"contains": {"enum": alone}, "minItems": 2}} if alone else {})
        case Type.PERSON | Type.CONTACT:
            parts: dict[str, Json] = {name: {"type": "string", "minLength": 1} for name in ("name", "email", "phone")}
            return {"type": "object", "properties": parts, "minProperties": 1, "additionalProperties": False}
        case Type.QUANTITY:
            units = "|".join(re.escape(unit) for unit in question.units)
            return {"type": "string", "pattern": f"^{_NUMBER} ({units})$"}
        case Type.REPEAT:
            return {"type": "array", "items": _row(question), **_bounds(question, "minItems", "maxItems")}
        case Type.TEXT | Type.LONG_TEXT if question.min_words > 1:
            spaced, unspaced = rf"(\S+\s+){{{question.min_words - 1}}}\S", f"[{UNSPACED}][^{UNSPACED}]*"
            return {"type": "string", "pattern": rf"{spaced}|({unspaced}){{{2 * question.min_words - 1}}}"}
        case _:
            return {"type": "string", "minLength": 1, **_TEXTS.get(question.type, {})}


def _row(question: Question) -> Json:
    parts = [part for part in question.item if part.type not in _NOT_ANSWERED]
    needed: list[Json] = [part.id for part in parts if part.required is Required.YES and part.when is None]
    properties: dict[str, Json] = {part.id: {"title": said(part.ask, "", part.id), **_value(part)} for part in parts}
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}


def _bounds(question: Question, least: str, most: str) -> dict[str, Json]:
    bounds = {least: question.minimum, most: question.maximum}
    return {name: bound for name, bound in bounds.items() if bound is not None}
