"""Which empty fields stand on the page that is being written, whose answer the house may know?

A field says by its autocomplete token that it asks for something of whoever fills it in; "off" says
that it is about somebody else. A required choice with one answer only is known to everybody. The
control of each field is noted while it is written; `web` compares with what is known.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.forms import BoundField

ONLY_ANSWER = "only"
OWN = frozenset({"name", "tel"})


@dataclass(frozen=True)
class EmptyField:
    """An empty field, and what it asks for: one of OWN, or ONLY_ANSWER."""

    field: str
    what: str


_page: ContextVar[list[EmptyField] | None] = ContextVar("asked_on_the_page", default=None)


@contextmanager
def noted() -> Iterator[list[EmptyField]]:
    """What is asked on pages written inside."""
    fields: list[EmptyField] = []
    token = _page.set(fields)
    try:
        yield fields
    finally:
        _page.reset(token)


def note(field: BoundField) -> None:
    fields = _page.get()
    if fields is None or field.form.is_bound:
        return
    if what := _asks_for(field):
        fields.append(EmptyField(field.name, what))


def _asks_for(field: BoundField) -> str:
    token = field.field.widget.attrs.get("autocomplete", "")
    if token in OWN:
        return "" if field.value() else token
    choices = getattr(field.field, "choices", None)
    if not field.field.required or not isinstance(choices, list) or field.value():
        return ""
    answers = [value for value, _label in choices if value]
    # of a list without an empty line, the browser has chosen the first
    must_choose = len(answers) < len(choices) or field.use_fieldset
    return ONLY_ANSWER if len(answers) == 1 and must_choose else ""
