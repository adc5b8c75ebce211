"""From a rule in a policy file to a rule: its condition, and what it does when it fires."""

from intake.conditions import BOOL, Scope, compile_expression, expression_in
from intake.deciding.clauses import word
from intake.documents import Form, Scalar
from intake.model.policy import Attachment, OverrideRight, Rule, Section
from intake.model.questionnaire import Expression

ANYONE = OverrideRight(by="anyone")
NOBODY = OverrideRight()


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
        points=(form.take_number("points", required=True) or 0) if section is Section.SIGNAL else 0,
        attach=_attachment(form, scope) if section is Section.CONDITION else None,
        override=_override(form),
        practice=_practice(form),
    )
    form.done(("id", "if", "say", "points", "attach", "override", "practice"))
    return rule


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
    right = Form(node, form.faults, "override")
    by = right.take_text("by", required=True)
    required = right.take_choice("reason", ("required", "optional"), "required") == "required"
    right.done(("by", "reason"))
    return OverrideRight(by, required)


def _practice(form: Form) -> tuple[str, ...]:
    """The practices that the rule carries: one id or a list of them."""
    if isinstance(form.node.entries.get("practice"), Scalar):
        return (form.take_text("practice"),)
    return form.take_words("practice")
