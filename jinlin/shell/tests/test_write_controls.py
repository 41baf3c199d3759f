"""Does a control written in one pass say what Django's own templates say?"""

import re
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from jinlin.shell.controls import WRITERS
from jinlin.shell.forms import HouseForms

pytestmark = pytest.mark.one_engine

NASTY = "\"><script>'&amp;　<"
GROUPS = [("", "—"), (NASTY, NASTY), ("城镇", [(1, "浔中"), ("2", _("State"))]), (None, "x")]
CONTROLS: list[tuple[forms.Widget, Any]] = [
    (forms.Select(choices=GROUPS), "2"),
    (
        forms.Select(choices=GROUPS, attrs={"class": NASTY, "required": True, "hidden": False}),
        NASTY,
    ),
    (forms.SelectMultiple(choices=GROUPS), ["1", "2"]),
    (forms.NullBooleanSelect(), True),
    (forms.Select(), None),
    (forms.TextInput(attrs={"placeholder": _("State"), "maxlength": 5}), NASTY),
    (forms.TextInput(attrs={"title": mark_safe("a &amp; b")}), mark_safe("c &amp; d")),
    (forms.TextInput(), None),
    (forms.NumberInput(), 1234),
    (forms.HiddenInput(), ""),
    (forms.PasswordInput(), "secret"),
    (forms.FileInput(), None),
    (forms.CheckboxInput(), True),
    (forms.CheckboxInput(), False),
    (forms.CheckboxInput(), NASTY),
    (forms.DateInput(attrs={"type": "date"}), "2026-04-18"),
    (forms.Textarea(attrs={"rows": 3}), f"\n{NASTY}\n"),
    (forms.Textarea(), None),
    (forms.RadioSelect(choices=GROUPS), "1"),
    (forms.ClearableFileInput(), None),
]


@pytest.mark.parametrize("number", range(len(CONTROLS)))
def test_the_text_is_the_same(number: int) -> None:
    """But for white space between options, which nobody sees."""
    widget, value = CONTROLS[number]
    said = {"name": "feld", "value": value, "attrs": {"id": "id_feld"}}
    ours = widget.render(**said, renderer=HouseForms())
    django = widget.render(**said, renderer=DjangoTemplates())
    assert tight(ours) == tight(django)
    assert hasattr(ours, "__html__")


def test_every_control_written_here_is_one_of_django_s() -> None:
    folder = Path(forms.__file__).parent / "templates"
    assert [name for name in WRITERS if not (folder / name).exists()] == []


def tight(text: str) -> str:
    return re.sub(r">\s+<", "><", text.strip())
