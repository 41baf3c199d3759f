"""What is written down at a desk for a resident: one appeal, or a table of them?"""

import csv
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable
from jinlin.core.keys import uuid7
from jinlin.domains.appeals.actions.intake import TEXT_LIMIT
from jinlin.domains.appeals.deadlines import GRADES, Grade
from jinlin.domains.appeals.forms.moves import offer_categories
from jinlin.domains.appeals.models import Category, Channel, Identity
from jinlin.domains.appeals.queries.homes import Gazetteer
from jinlin.ground.accounts.queries.homes import registrable
from jinlin.ground.people.numbers import PhoneField
from jinlin.ground.places.models import Place
from jinlin.shell.move_forms import TidyField, words

DOORS = [
    (c.value, c.label)
    for c in (Channel.STATION, Channel.HOTLINE, Channel.DOOR, Channel.COUNTER, Channel.RECEPTION)
]
IDENTITIES = [
    (Identity.NAMED, _("With the name")),
    (Identity.HIDDEN, _("Name known here, kept from the handling unit")),
    (Identity.ANONYMOUS, _("Anonymous")),
]
NAMELESS = _("Please enter the resident's name, or choose 'anonymous'.")
LONGEST_NAME = 60
ROWS_SHOWN, MOST_ROWS = 5, 50
DRAFT = "register"  # drafts of this form, forgotten when it has been sent
TEL = {"inputmode": "tel", "autocomplete": "off"}


class RegisterForm(forms.Form):
    channel = forms.ChoiceField(
        label=_("How did it reach you?"),
        choices=DOORS,
        widget=forms.RadioSelect,
        initial=Channel.STATION,
    )
    place = forms.CharField(
        label=_("Where"),
        widget=forms.HiddenInput,
        error_messages={"required": _("Please choose the place.")},
    )
    spot = TidyField(label=_("Exact spot"), required=False, max_length=120)
    text = words(
        _("What the resident says"),
        rows=5,
        limit=TEXT_LIMIT,
        hint=_("In their own words, as far as possible."),
    )
    category = forms.ModelChoiceField(Category.objects.none(), label=_("Class"), required=False)
    grade = forms.ChoiceField(label=_("Grade"), choices=GRADES.items, initial=Grade.ORDINARY)
    identity = forms.ChoiceField(
        label=_("Identity"), choices=IDENTITIES, widget=forms.RadioSelect, initial=Identity.NAMED
    )
    name = TidyField(
        label=_("Name"),
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    phone = PhoneField(
        label=_("Phone"),
        required=False,
        max_length=40,
        widget=forms.TextInput(TEL),
        help_text=_("Leave it empty for a resident without a phone."),
    )
    answered = forms.BooleanField(
        label=_("Answered at once: I could help on the spot"),
        required=False,
        widget=forms.CheckboxInput({"data-opens": ""}),
    )
    reply = words(
        _("Reply to the resident"),
        rows=3,
        required=False,
        hint=_("Who did what, and when. The resident reads exactly this."),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, actor: Actor, initial: dict[str, Any] | None = None, **kwargs: Any
    ) -> None:
        self.actor = actor
        kwargs["initial"] = {"key": uuid7(), **(initial or {})}
        super().__init__(*args, **kwargs)
        offer_categories(self.fields["category"])
        for name in ("text", "reply"):
            self.fields[name].widget.attrs["data-draft"] = DRAFT

    def clean_place(self) -> Place:
        code = self.cleaned_data["place"]
        found = (
            registrable(self.actor).filter(code=code).first()
            if code.isascii() and code.isdigit()
            else None
        )
        if found is None:
            raise forms.ValidationError(
                _("This place is not known where you work. Please search for it again.")
            )
        return found

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or {}
        if fields.get("identity") != Identity.ANONYMOUS and "name" in fields and not fields["name"]:
            self.add_error("name", NAMELESS)
        if fields.get("answered"):
            for name, missing in (
                ("reply", _("Please write the reply that the resident will read.")),
                ("category", _("Please choose a class.")),
            ):
                if name in fields and not fields[name]:
                    self.add_error(name, missing)
        return fields


class BatchForm(forms.Form):
    """What holds for the whole table."""

    channel = forms.ChoiceField(
        label=_("How did they reach you?"),
        choices=DOORS,
        widget=forms.RadioSelect,
        initial=Channel.DOOR,
    )
    pasted = forms.CharField(
        label=_("Paste from a spreadsheet"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_(
            "Five columns: place, what they say, name, phone, class. Name, phone and class may be "
            "empty."
        ),
    )


class RowForm(forms.Form):
    """One row of the table. An empty row says nothing."""

    place = TidyField(
        label=_("Place"),
        required=False,
        max_length=120,
        widget=forms.TextInput({"list": "places", "class": "input"}),
    )
    text = TidyField(
        label=_("What they say"),
        required=False,
        max_length=TEXT_LIMIT,
        widget=forms.Textarea({"rows": 1, "class": "input area"}),
    )
    name = TidyField(
        label=_("Name"),
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput({"class": "input", "autocomplete": "off"}),
    )
    phone = PhoneField(
        label=_("Phone"),
        required=False,
        max_length=40,
        widget=forms.TextInput({"class": "input", **TEL}),
    )
    category = TidyField(
        label=_("Class"),
        required=False,
        max_length=40,
        widget=forms.TextInput({"list": "classes", "class": "input"}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, gazetteer: Gazetteer, classes: dict[str, Category], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.gazetteer, self.classes = gazetteer, classes
        for name, field in self.fields.items():
            if name != "key":
                field.widget.attrs["aria-label"] = field.label

    @property
    def is_empty(self) -> bool:
        return not any(str(self[name].value() or "").strip() for name in COLUMNS)

    def clean_place(self) -> Place:
        try:
            return self.gazetteer.find(self.cleaned_data["place"])
        except Unusable as refusal:
            raise forms.ValidationError(refusal.words) from refusal

    def clean_text(self) -> str:
        if not self.cleaned_data["text"]:
            raise forms.ValidationError(_("Please say in a few words what happened."))
        return str(self.cleaned_data["text"])

    def clean_category(self) -> Category | None:
        code = self.cleaned_data["category"]
        if code and code not in self.classes:
            raise forms.ValidationError(_("There is no such class."))
        return self.classes.get(code)

    def clean_key(self) -> Any:
        return self.cleaned_data["key"] or uuid7()

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or {}
        if fields.get("phone") and "name" in fields and not fields["name"]:
            self.add_error("name", _("Please enter whose number this is."))
        return fields


COLUMNS = ("place", "text", "name", "phone", "category")
HEADERS = frozenset({"place", "地点", "小区", "社区", "位置"})


def rows_of(pasted: str) -> list[dict[str, str]]:
    """Cells copied from a spreadsheet: tab-separated, quoted where a cell holds a line break.

    A line of headings is left out.
    """
    lines = [
        line for line in _lines(pasted.replace("\0", "")) if any(cell.strip() for cell in line)
    ]
    if lines and lines[0][0].strip().lower() in HEADERS:
        lines = lines[1:]
    return [dict(zip(COLUMNS, (cell.strip() for cell in line), strict=False)) for line in lines]


def _lines(pasted: str) -> list[list[str]]:
    try:
        return list(csv.reader(pasted.splitlines(keepends=True), delimiter="\t"))
    except (
        csv.Error
    ):  # a quote that never closes, or a cell beyond all measure: then each line is a row
        return [line.split("\t") for line in pasted.splitlines()]
