"""Reads the questions and panels of a form of SurveyJS."""

import html
import re
from collections.abc import Callable, Iterator
from datetime import date

from intake.converting.form import Choice, Field, Rule, Source
from intake.converting.surveyjs_json import Element
from intake.documents import Mapping, Scalar, Sequence
from intake.errors import Fault, Place
from intake.frugal import replace
from intake.model.questionnaire import Bound, Moving, Required, Type, Wording

_TYPES = {
    "text": Type.TEXT,
    "comment": Type.LONG_TEXT,
    "boolean": Type.BOOL,
    "file": Type.FILE,
    "slider": Type.NUMBER,
    **dict.fromkeys(("radiogroup", "dropdown", "buttongroup", "imagepicker"), Type.CHOICE),
    **dict.fromkeys(("checkbox", "tagbox", "ranking"), Type.CHOICES),
    "rating": Type.NUMBER,
    "expression": Type.CALC,
    "html": Type.NOTE,
}
_INPUTS = {
    "": Type.TEXT,
    "text": Type.TEXT,
    "number": Type.NUMBER,
    "range": Type.NUMBER,
    "date": Type.DATE,
    "email": Type.EMAIL,
    "url": Type.URL,
    "tel": Type.PHONE,
}
_BREAKS = re.compile(r"<(?:/?(?:p|div|li|ul|ol|h[1-6]|t[rdh]|table)|br)\b[^<>]{0,2000}>", re.IGNORECASE)
_TAGS = re.compile(r"</?[a-z][^<>]{0,2000}>", re.IGNORECASE)
_SPECIAL = {
    "other": ("showOtherItem", "hasOther", "otherText", "Other"),
    "none": ("showNoneItem", "hasNone", "noneText", "None"),
    "refused": ("showRefuseItem", "hasRefuse", "refuseText", "Refuse to answer"),
    "dontknow": ("showDontKnowItem", "hasDontKnow", "dontKnowText", "Don't know"),
}
_WITHOUT_MEANING = frozenset(
    """
    type name state width minWidth maxWidth colSpan startWithNewLine indent innerIndent titleLocation descriptionLocation
    questionTitleLocation questionTitleWidth questionErrorLocation showNumber showQuestionNumbers questionStartIndex colCount
    placeholder optionsCaption rows cols autoGrow allowResize acceptCarriageReturn textUpdateMode autocomplete inputSize size
    labelTrue labelFalse swapOrder displayMode renderAs useTitleAsLabel rateType scaleColorMode rateColorMode autoGenerate
    minRateDescription maxRateDescription rateDescriptionLocation displayRateDescriptionsAsExtremeItems choicesOrder
    showSelectAllItem hasSelectAll selectAllText showClearButton allowClear searchEnabled searchMode otherPlaceholder
    otherErrorText requiredErrorText errorLocation commentText commentPlaceholder separateSpecialChoices itemComponent format
    displayStyle currency maximumFractionDigits minimumFractionDigits useGrouping precision templateTitle templateTabTitle
    templateDescription noEntriesText allowAddPanel allowRemovePanel newPanelPosition panelsState confirmDelete
    confirmDeleteText addPanelText removePanelText prevPanelText nextPanelText panelAddText panelRemoveText renderMode
    showProgressBar progressBarLocation tabAlign keyDuplicationError addRowText removeRowText addRowButtonLocation
    allowAddRows allowRemoveRows horizontalScroll columnColCount hideIfChoicesEmpty useDisplayValuesInDynamicTexts step
    rateStep imageHeight imageWidth imageFit contentMode showLabel showPreview allowImagesPreview storeDataAsText
    waitForUpload navigationTitle navigationDescription showLabels tooltipVisibility customLabels hasComment minErrorText
    maxErrorText cellType columns choices correctAnswer showInMultipleColumns headerView maxLength gridLayoutColumns
""".split()
)
_LEFT_OUT = {
    "enableIf": "it can always be answered",
    "choicesVisibleIf": "all options are offered",
    "choicesByUrl": "its options are not in this file",
    "defaultValueExpression": "it starts empty",
    "templateVisibleIf": "it is always asked",
}


class FieldReader:
    """Makes fields of elements, and notes what in them has no counterpart here."""

    def __init__(self) -> None:
        self.lost: list[Fault] = []

    def inside(self, element: Element, key: str, shown: tuple[Source, ...], rows: str = "") -> Iterator[Field]:
        """The fields of the elements under a key; `rows` names the repeat group that they are the rows of."""
        for inner in element.elements(key):
            yield from self.fields(inner, shown, rows)

    def fields(self, element: Element, around: tuple[Source, ...], rows: str = "", given: str = "") -> Iterator[Field]:
        """The fields that an element becomes: one, several for a panel, none for a picture; `given` stands in for its type."""
        kind, name = element.text("type") or given or "text", element.text("name")
        shown = (*around, *self.shown(element))
        if element.text("visible") == "false" and len(shown) == len(around):
            self.lose(element.place, f"'{name}' is hidden for good", "it is left out")
        elif kind == "panel":
            yield from self.heading(element, name, element.wording("title"), shown)
            yield from self.inside(element, "elements", shown, rows)
            self.leftovers(element, frozenset({"description"}), f"'{name}'")
        elif read := _COMPOUND.get(kind):
            yield from read(self, element, self.named(element, name, rows, shown))
            self.leftovers(element, _WITHOUT_MEANING, f"'{name}'")
        elif kind in _TYPES and name:
            yield from self.simple(element, kind, self.named(element, name, rows, shown))
            self.leftovers(element, _WITHOUT_MEANING, f"'{name}'")
        else:
            self.lose(element.place, f"'{name or kind}' of the type '{kind}' has no counterpart", "it is left out")

    def named(self, element: Element, name: str, rows: str, shown: tuple[Source, ...]) -> Field:
        """What every field has: its names, its texts, whether it is needed."""
        data = element.text("valueName") or name
        called = (f"panel.{data}", f"row.{data}") if rows else (data,)
        return Field(
            name=f"{rows}/{name}" if rows else name,
            called=tuple(other for other in called if other != name),
            type=Type.TEXT,
            place=element.place_of("name"),
            ask=self.dynamic(element, "title"),
            hint=self.dynamic(element, "description"),
            required=self.required(element, name),
            shown=shown,
        )

    def simple(self, element: Element, kind: str, asked: Field) -> Iterator[Field]:
        """One question, with those that ask for an other option or a comment."""
        asked = replace(asked, type=self.type(element, kind), default=_default(element))
        match asked.type:
            case Type.BOOL:
                truth = (element.text("valueTrue") or "true", element.text("valueFalse") or "false")
                asked = replace(asked, truth=truth)
            case Type.CALC:
                asked = replace(asked, calculation=element.source("expression"), required=Required.NO)
            case Type.NOTE:
                asked = replace(asked, ask=_plain(element.wording("html")), required=Required.NO)
            case Type.NUMBER:
                asked = _bounded(element, kind, asked)
            case Type.DATE:
                asked = replace(asked, minimum=_day(element, "min"), maximum=_day(element, "max"))
            case Type.CHOICE | Type.CHOICES:
                asked = self.with_choices(element, asked)
        yield self.checked(element, asked)
        comment = element.flag("showCommentArea") or element.flag("hasComment")
        if comment or any(choice.value == "other" for choice in asked.choices):
            yield self.comment(asked, always=comment)

    def type(self, element: Element, kind: str) -> Type:
        """Our type for a simple question."""
        if kind == "text":
            given = element.text("inputType")
            if given not in _INPUTS:
                self.lose(
                    element.place_of("inputType"), f"the input '{given}' has no counterpart", "it is asked as text"
                )
            return _INPUTS.get(given, Type.TEXT)
        if kind == "ranking":
            self.lose(element.place, "the order of the options is not asked", "it is asked as several choices")
        if kind == "rating" and "rateValues" in element.entries:
            return Type.CHOICE
        return Type.CHOICES if kind == "imagepicker" and element.flag("multiSelect") else _TYPES[kind]

    def with_choices(self, element: Element, asked: Field) -> Field:
        """The question with its options; as text where the form has none."""
        key = "rateValues" if "rateValues" in element.entries else "choices"
        choices = {choice.value: choice for choice in self.choices(element, key)}
        for value, (now, before, text, fallback) in _SPECIAL.items():
            if element.flag(now) | element.flag(before):
                label = element.wording(text) or {element.locale: fallback}
                choices[value] = Choice(value, label, exclusive=value != "other")
        if not choices:
            self.lose(element.place, f"the options of '{asked.name}' are not in this file", "it is asked as text")
            return replace(asked, type=Type.TEXT)
        least, most = element.number("minSelectedChoices"), element.number("maxSelectedChoices")
        return replace(asked, choices=tuple(choices.values()), minimum=least or None, maximum=most or None)

    def choices(self, element: Element, key: str) -> Iterator[Choice]:
        """The options under a key: words, or objects of a value and its text."""
        node = element.take(key)
        for item in node.items if isinstance(node, Sequence) else ():
            if isinstance(item, Scalar) and item.text:
                yield Choice(item.text, {element.locale: item.text})
            elif isinstance(item, Mapping):
                option = Element(item, element.locale)
                value = option.take("value")
                if isinstance(value, Scalar) and value.text:
                    label = option.wording("text") or {element.locale: value.text}
                    yield Choice(value.text, label, option.flag("isExclusive"))
                self.leftovers(option, frozenset({"imageLink", "icon"}), "an option")

    def checked(self, element: Element, asked: Field) -> Field:
        """The question with what its validators want."""
        rules: list[Rule] = []
        for validator in element.elements("validators"):
            kind, say = validator.text("type"), validator.wording("text")
            if kind == "expression" and (source := validator.source("expression")):
                rules.append(Rule(source, say))
            elif kind in ("numeric", "answercount"):
                least = validator.number("minValue" if kind == "numeric" else "minCount")
                most = validator.number("maxValue" if kind == "numeric" else "maxCount")
                asked = replace(asked, minimum=least if least is not None else asked.minimum)
                asked = replace(asked, maximum=most if most is not None else asked.maximum)
            elif kind == "email" and asked.type is Type.TEXT:
                asked = replace(asked, type=Type.EMAIL)
            else:
                self.lose(
                    validator.place, f"the check '{kind}' of '{asked.name}' has no counterpart", "more is accepted"
                )
        return replace(asked, rules=tuple(rules))

    def comment(self, asked: Field, *, always: bool) -> Field:
        """The question for the text beside an option, or beside the answer."""
        reference = asked.called[0] if asked.called else asked.name
        only = () if always else (Source(f"{{{reference}}} anyof ['other']", asked.place),)
        called = tuple(f"{name}-Comment" for name in asked.called)
        ask = {language: f"{text} - comment" for language, text in asked.ask.items()}
        return Field(f"{asked.name}-Comment", Type.TEXT, asked.place, ask, called=called, shown=(*asked.shown, *only))

    def heading(self, element: Element, name: str, text: Wording, shown: tuple[Source, ...]) -> list[Field]:
        """The title of a panel, or what is said of a page, as a note."""
        return [Field(f"{name} heading", Type.NOTE, element.place, text, shown=shown)] if text else []

    def rows_of(self, element: Element, asked: Field) -> Iterator[Field]:
        """A repeat group: the panels of a dynamic panel, or the rows of a dynamic table."""
        fields = list(self.inside(element, "templateElements", (), asked.name))
        shared = element.take("choices")
        cell = element.text("cellType") or "dropdown"
        for column in element.elements("columns"):
            if shared is not None:
                column.entries.setdefault("choices", shared)
            fields += self.fields(column, (), asked.name, given=column.text("cellType") or cell)
        least = element.number("minPanelCount") or element.number("minRowCount")
        most = element.number("maxPanelCount") or element.number("maxRowCount")
        key = element.text("keyName")
        element.number("panelCount"), element.number("rowCount")
        yield replace(asked, type=Type.REPEAT, fields=tuple(fields), minimum=least, maximum=most, key=key)

    def row_by_row(self, element: Element, asked: Field) -> Iterator[Field]:
        """A table with one choice in each row, as a question for each row."""
        columns, rows = tuple(self.choices(element, "columns")), list(self.choices(element, "rows"))
        if not columns or not rows:
            self.lose(element.place, f"the table '{asked.name}' has no rows or columns", "it is left out")
        for row in rows if columns else ():
            called = tuple(f"{name}.{row.value}" for name in asked.called)
            ask = {language: f"{text}: {row.label.get(language, row.value)}" for language, text in asked.ask.items()}
            yield replace(
                asked,
                name=f"{asked.name}.{row.value}",
                called=called,
                type=Type.CHOICE,
                choices=columns,
                ask=ask or row.label,
            )

    def item_by_item(self, element: Element, asked: Field) -> Iterator[Field]:
        """Several short texts, as a question for each."""
        for item in element.elements("items"):
            name = item.text("name")
            called = tuple(f"{other}.{name}" for other in asked.called)
            ask = self.dynamic(item, "title") or {item.locale: name}
            required = Required.YES if item.flag("isRequired") else asked.required
            each = replace(asked, name=f"{asked.name}.{name}", called=called, ask=ask, required=required)
            yield self.checked(item, replace(each, type=self.type(item, "text")))
            self.leftovers(item, _WITHOUT_MEANING, f"'{name}'")

    def shown(self, element: Element) -> tuple[Source, ...]:
        """The condition of an element."""
        source = element.source("visibleIf")
        return () if source is None else (source,)

    def required(self, element: Element, name: str) -> Required:
        """Whether an answer is needed; under a condition, it may be left open with a reason."""
        if element.flag("isRequired"):
            return Required.YES
        place = element.place_of("requiredIf")
        if element.text("requiredIf"):
            self.lose(place, f"that '{name}' is needed under a condition", "it may be left open with a reason")
            return Required.SOFT
        return Required.NO

    def dynamic(self, element: Element, key: str) -> Wording:
        """The text under a key; a place for an answer in it stays as it is written."""
        place = element.place_of(key)
        wording = _plain(element.wording(key))
        if any(re.search(r"\{[^{}]+\}", text) for text in wording.values()):
            self.lose(place, "a text that names an answer stays as it is written", "reword it")
        return wording

    def leftovers(self, element: Element, without_meaning: frozenset[str], what: str) -> None:
        """Notes every key that was not read, but for those that say only how something looks."""
        for key, place in element.unread():
            if key not in without_meaning and key not in ("name", "type"):
                self.lose(place, f"'{key[:60]}' of {what} is not carried over", _LEFT_OUT.get(key, ""))

    def lose(self, place: Place, what: str, instead: str) -> None:
        """Notes what is not carried over."""
        self.lost.append(Fault(place, what, instead))


_COMPOUND: dict[str, Callable[[FieldReader, Element, Field], Iterator[Field]]] = {
    "paneldynamic": FieldReader.rows_of,
    "matrixdynamic": FieldReader.rows_of,
    "matrix": FieldReader.row_by_row,
    "multipletext": FieldReader.item_by_item,
}


def _bounded(element: Element, kind: str, asked: Field) -> Field:
    """The number with its bounds; a rating has some without saying so."""
    if kind != "rating":
        return replace(asked, minimum=element.number("min"), maximum=element.number("max"))
    given = element.number("rateMin")
    least = 1 if given is None else given
    count, most = element.number("rateCount"), element.number("rateMax")
    return replace(asked, minimum=least, maximum=most if most is not None else least + (count or 5) - 1)


def _day(element: Element, key: str) -> Bound | None:
    """A bound of a date: the day of the answer or one of the calendar; anything else is left unread."""
    match element.entries.get(f"{key}ValueExpression"), element.entries.get(key):
        case (Scalar(text="today()"), _):
            element.text(f"{key}ValueExpression")
            return Moving.TODAY
        case (None, Scalar(text=written)) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
            try:
                day = date.fromisoformat(written)
            except ValueError:  # the 30th of February: told as not carried over
                return None
            element.text(key)
            return day
    return None


def _default(element: Element) -> str:
    node = element.take("defaultValue")
    if isinstance(node, Sequence):
        return "\n".join(item.text for item in node.items if isinstance(item, Scalar))
    return node.text if isinstance(node, Scalar) and not node.empty else ""


def _plain(wording: Wording) -> Wording:
    """The texts without their tags."""
    apart = {code: _BREAKS.sub(" ", text) for code, text in wording.items()}
    return {code: " ".join(html.unescape(_TAGS.sub("", text)).split()) for code, text in apart.items()}
