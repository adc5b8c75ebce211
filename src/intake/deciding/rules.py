"""From a rule in a policy file to a rule: its condition, and what it does when it fires."""

from intake.conditions import BOOL, Scope, compile_expression, expression_in
from intake.deciding.clauses import word
from intake.documents import Form, Scalar, Sequence
from intake.model.policy import Attachment, OverrideRight, Rule, Section
from intake.model.questionnaire import Expression

ANYONE = OverrideRight(("anyone",))
NOBODY = OverrideRight()
MOST_POINTS = 1_000


def read_rule(form: Form, section: Section, scope: Scope) -> Rule:
    """The rule in a mapping; its faults are added to the form's.

    Whoever gives a reason may overrule a rule without an `override` key.
    """
    id_node = form.node.entries.get("id", form.node)
    rule = Rule(
        id=form.take_id(),
        section=section,
        condition=_condition(form, scope),
        say=form.take_text("say", required=section is not Section.CONDITION),
        place=id_node.place,
        points=_points(form, section),
        attach=_attachment(form, scope) if section is Section.CONDITION else None,
        override=_override(form),
        practice=_words(form, "practice"),
    )
    form.done(("id", "if", "say", "points", "attach", "override", "practice"))
    return rule


def _points(form: Form, section: Section) -> int:
    """The points of a signal, or the weight of a part of the profile, 1 where it has none."""
    if section not in (Section.SIGNAL, Section.PROFILE):
        return 0
    node = form.node.entries.get("points", form.node)
    points = form.take_number("points", 1, required=section is Section.SIGNAL) or 0
    if abs(points) > MOST_POINTS or (points < 1 and section is Section.PROFILE):
        hint = f"at most {MOST_POINTS:,}" + (", and at least 1 in the profile" if section is Section.PROFILE else "")
        form.fault(node.place, f"{points:,} points", hint)
    return points


def _condition(form: Form, scope: Scope) -> Expression:
    scalar = form.take_scalar("if", required=True)
    if scalar is None:
        return Expression("", form.place)
    expression = expression_in(scalar)
    compile_expression(expression, scope, form.faults, expect=BOOL)
    return expression


def _attachment(form: Form, scope: Scope) -> Attachment | None:
    """The clause and its parameters: whatever other keys stand beside `clause`."""
    attach = form.take_form("attach", "attach")
    if attach is None:
        form.fault(form.place, "a condition has no 'attach'", "attach: {clause: written_only}")
        return None
    clause = attach.take_id("clause")
    names = tuple(attach.unread)
    found = {name: _parameter(attach, name, scope) for name in names}
    return Attachment(clause, {name: expression for name, expression in found.items() if expression})


def _parameter(form: Form, name: str, scope: Scope) -> Expression | None:
    scalar = form.take_scalar(name)
    if scalar is None:
        return None
    expression = expression_in(scalar)
    if word(expression) is None:
        compile_expression(expression, scope, form.faults, expect=None)
    return expression


def _override(form: Form) -> OverrideRight:
    node = form.take("override")
    if node is None:
        return ANYONE
    if isinstance(node, Scalar):
        if node.text != "never":
            form.fault(node.place, f"'{node.text}' is no override", "never, or {by: owner, reason: required}")
        return NOBODY
    right = Form(node, form.faults, "an override")
    by = _words(right, "by", required=True)
    required = right.take_choice("reason", ("required", "optional"), "required") == "required"
    approvals = right.take_number("approvals", 1) or 0
    if approvals < 1:
        right.fault(right.place, "an override needs at least one approval", "approvals: 2")
    right.done(("by", "reason", "approvals"))
    return OverrideRight(by, required, approvals)


def _words(form: Form, key: str, *, required: bool = False) -> tuple[str, ...]:
    """One word or a list of them."""
    if isinstance(form.node.entries.get(key), Sequence):
        return form.take_words(key)
    text = form.take_text(key, required=required)
    return (text,) if text else ()
