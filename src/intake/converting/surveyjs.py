"""Reads a form of SurveyJS: the JSON that its designer writes."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from intake.converting.dialects import SURVEYJS
from intake.converting.form import Field, Form, Part
from intake.converting.surveyjs_fields import FieldReader
from intake.converting.surveyjs_json import Element, read_json
from intake.documents import Mapping
from intake.errors import BadFile, Fault
from intake.frugal import replace
from intake.model.questionnaire import Type

_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")
_WITHOUT_MEANING = frozenset(
    """
    $schema sjsVersion surveyId surveyPostId description logo logoWidth logoHeight logoFit logoPosition completedHtml
    completedBeforeHtml loadingHtml showNavigationButtons navigationButtonsLocation showPrevButton showTitle showPageTitles
    showCompletePage navigateToUrl showPageNumbers showQuestionNumbers questionTitleLocation questionDescriptionLocation
    questionErrorLocation showProgressBar progressBarLocation progressBarType showTOC tocLocation storeOthersAsComment
    autoAdvanceEnabled autoAdvanceAllowComplete goNextPageAutomatic checkErrorsMode textUpdateMode startSurveyText
    pagePrevText pageNextText completeText previewText editText requiredMark requiredText questionStartIndex
    questionTitlePattern questionsOnPageMode showPreviewBeforeComplete previewMode widthMode width fitToContainer headerView
    clearInvisibleValues focusFirstQuestionAutomatic autoFocusFirstQuestion autoFocusFirstError maxTextLength cookieName
    gridLayoutEnabled showBrandInfo regionalFormat autoGrowComment allowResizeComment commentAreaRows
""".split()
)


def read_surveyjs(raw: bytes, name: str) -> Form:
    """The form in these bytes; BadFile where they hold none."""
    node = read_json(raw, name)
    survey = Element(node, "en")
    if not isinstance(node, Mapping) or not survey.entries.keys() & {"pages", "elements", "questions"}:
        raise BadFile([Fault(node.place, "there are neither 'pages' nor 'elements'", "not a form of SurveyJS?")])
    survey.locale = survey.text("locale") or "en"
    title = survey.wording("title") or {survey.locale: PurePath(name).stem}
    fields = FieldReader()
    parts = _calculated(survey, list(_parts(survey, fields)))
    fields.leftovers(survey, _WITHOUT_MEANING, "the form")
    spoken = [code for part in parts for field in part.fields for code in field.ask if _CODE.fullmatch(code)]
    languages = tuple(dict.fromkeys([survey.locale, *spoken]))
    return Form(PurePath(name).stem, title, 1, languages, tuple(parts), SURVEYJS, tuple(fields.lost))


def _parts(survey: Element, reader: FieldReader) -> Iterator[Part]:
    """One section for each page; a form without pages is one."""
    for number, page in enumerate(survey.elements("pages"), 1):
        name = page.text("name") or f"page_{number}"
        title = page.wording("title") or {survey.locale: name.replace("_", " ")}
        shown = reader.shown(page)
        fields = reader.heading(page, name, page.wording("description"), ())
        fields += [field for key in ("elements", "questions") for field in reader.inside(page, key, ())]
        reader.leftovers(page, frozenset(), f"page '{name}'")
        yield Part(name, title, tuple(fields), shown)
    loose = [field for key in ("elements", "questions") for field in reader.inside(survey, key, ())]
    if loose:
        yield Part("questions", {survey.locale: "Questions"}, tuple(loose))


def _calculated(survey: Element, parts: list[Part]) -> list[Part]:
    """The sections with each calculated value behind the last question that it reads."""
    for element in survey.elements("calculatedValues"):
        name, source = element.text("name"), element.source("expression")
        if not name or source is None or not parts:
            continue
        read = {reference.strip() for reference in re.findall(r"\{([^{}]+)\}", source.text)}
        places = [
            (number, index)
            for number, part in enumerate(parts)
            for index, field in enumerate(part.fields)
            if read & {field.name, *field.called}
        ]
        number, index = max(places, default=(0, -1))
        value = Field(name, Type.CALC, element.place, {survey.locale: name.replace("_", " ")}, calculation=source)
        fields = parts[number].fields
        parts[number] = replace(parts[number], fields=(*fields[: index + 1], value, *fields[index + 1 :]))
    return parts
