"""What may stand between the braces of a template, and what is amiss with what does?

A name of the closed list, a field of a list's row, a loop over a list, a condition. No calls, no
filters, no attributes of anything else: whatever is not named here is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _
from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from jinlin.metrics.ledgers.templating import names

Scope = Mapping[str, str]  # the list that a loop's name goes through
NODES = (
    nodes.Name,
    nodes.Const,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
)


@dataclass(frozen=True)
class Finding:
    """One thing that was amiss, and where; `is_mended`: it was put right."""

    kind: str
    where: str
    words: str
    is_mended: bool = False


class Bounded(ImmutableSandboxedEnvironment):
    """The house's own values are texts and rows of texts; nothing of them can be called."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return False

    def is_safe_callable(self, obj: Any) -> bool:
        return False


def environment() -> Bounded:
    found = Bounded(undefined=StrictUndefined, autoescape=True)
    found.globals.clear()
    found.filters.clear()
    found.tests.clear()
    return found


def expression(text: str, scope: Scope, where: str) -> list[Finding]:
    """What is amiss with what stands between two braces."""
    if not text.strip():
        return [Finding("empty", where, _("Nothing stands between these braces."))]
    try:
        tree = environment().parse("{{ " + text + " }}")
    except TemplateSyntaxError:
        return [Finding("syntax", where, _("“%(text)s” is no name.") % {"text": text.strip()})]
    return [each for node in _inside(tree) for each in _node(node, scope, where)]


def condition(text: str, scope: Scope, where: str) -> list[Finding]:
    try:
        tree = environment().parse("{% if " + text + " %}{% endif %}")
    except TemplateSyntaxError:
        return [Finding("syntax", where, _("“%(text)s” is no condition.") % {"text": text.strip()})]
    found = tree.find(nodes.If)
    return _node(found.test, scope, where) if found else []


def _inside(tree: nodes.Template) -> list[nodes.Node]:
    return [
        node
        for output in tree.body
        for node in getattr(output, "nodes", [output])
        if not isinstance(node, nodes.TemplateData)
    ]


def _node(node: nodes.Node, scope: Scope, where: str) -> list[Finding]:
    if isinstance(node, nodes.Name):
        return _name(node.name, scope, where)
    if isinstance(node, nodes.Getattr):
        return _field(node, scope, where)
    if isinstance(node, NODES):
        return [each for child in node.iter_child_nodes() for each in _node(child, scope, where)]
    if isinstance(node, nodes.Call):
        return [Finding("call", where, _("A template calls nothing: no round brackets here."))]
    if isinstance(node, nodes.Filter):
        return [Finding("filter", where, _("A template changes no values: no “|” here."))]
    return [Finding("not_allowed", where, _("Only names of the list may stand here."))]


def _name(name: str, scope: Scope, where: str) -> list[Finding]:
    if name in scope:
        return [
            Finding("row", where, _("“%(name)s” is a row: say which field of it.") % {"name": name})
        ]
    if name in names.lists():
        return [
            Finding(
                "list",
                where,
                _("“%(name)s” is a list: say a field of it, in a row of a table.") % {"name": name},
            )
        ]
    if name in names.singles():
        return []
    return [_unknown(name, names.singles(), where)]


def _field(node: nodes.Getattr, scope: Scope, where: str) -> list[Finding]:
    owner = node.node.name if isinstance(node.node, nodes.Name) else ""
    if owner in names.lists() and owner not in scope:
        return _name(owner, scope, where)
    if owner not in scope:
        return [
            Finding(
                "attribute",
                where,
                _("“.%(field)s” belongs to no row of a list.") % {"field": node.attr},
            )
        ]
    known = names.lists()[scope[owner]]
    return [] if node.attr in known else [_unknown(node.attr, known, where)]


def _unknown(name: str, known: frozenset[str], where: str) -> Finding:
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    words = _("There is no “%(name)s”.") % {"name": name}
    if near:
        words += _("Did you mean “%(near)s”?") % {"near": near[0]}
    return Finding("unknown", where, words)
