"""What is typed when a topic is raised and objected to, and when something is agreed?"""

import re
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.db.models import F
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from jinlin.domains.consultations.lifecycle import LABELS, MEETING_LABELS
from jinlin.domains.consultations.models import ActionItem, Invitee, Meeting, Topic
from jinlin.domains.consultations.models.topics import LONGEST_STATEMENT, LONGEST_TITLE, Tie
from jinlin.domains.consultations.queries.listed import Filters
from jinlin.ground.people.numbers import PhoneField
from jinlin.ground.places.choosing import UnitField
from jinlin.ground.places.models import Organisation
from jinlin.shell.boards import BoardForm, Choices, choose_from, place_field
from jinlin.shell.move_forms import KeyedForm, TidyField, a_day, offer, words

STATES = [
    ("open", _("Open")),
    ("late", _("Late")),
    *((str(state), word) for state, word in LABELS.items()),
    ("all", _("All")),
]
MEETING_STATES = [
    ("coming", _("Coming up")),
    *((str(state), word) for state, word in MEETING_LABELS.items()),
]


class RaiseForm(KeyedForm):
    title = TidyField(
        label=_("In a few words"),
        max_length=LONGEST_TITLE,
        help_text=_("For instance: where do charging piles go?"),
    )
    text = words(
        _("What should neighbours talk over?"),
        rows=5,
        hint=_("Your name is not shown. The community reads it first and tells you its answer."),
    )


class DeskRaiseForm(RaiseForm):
    """A topic of the community, or of somebody at the station."""

    place = forms.ChoiceField(label=_("For which place"))
    name = TidyField(label=_("Name of who raises it"), required=False, max_length=40)
    phone = PhoneField(
        label=_("Phone"),
        required=False,
        max_length=40,
        help_text=_("So that the answer reaches them; may be left out."),
        widget=forms.TextInput({"inputmode": "tel"}),
    )
    field_order = ("place", "title", "text", "name", "phone")

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", places)


class WordsForm(KeyedForm):
    title = TidyField(label=_("In a few words"), max_length=LONGEST_TITLE)
    text = words(_("What it is about"), rows=6)

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        first = {"title": topic.title, "text": topic.text}
        super().__init__(*args, initial=first, **kwargs)


class OptionForm(KeyedForm):
    words = TidyField(label=_("Option"), max_length=60)
    cost = forms.IntegerField(
        label=_("Cost in yuan"),
        required=False,
        min_value=0,
        max_value=100_000_000,
        widget=forms.NumberInput({"class": "short", "inputmode": "numeric"}),
    )
    note = TidyField(label=_("Who pays, what speaks for it"), required=False, max_length=200)


class StatementForm(KeyedForm):
    text = TidyField(
        label=_("One short sentence"),
        max_length=LONGEST_STATEMENT,
        help_text=_("Others can agree or disagree with it. Your name is not shown."),
    )


class RefusedForm(forms.Form):
    is_fit = forms.ChoiceField(choices=[("yes", ""), ("no", "")])
    reason = TidyField(label=_("Reason"), required=False, max_length=300)


class ObjectionForm(KeyedForm):
    reason = words(
        _("What speaks against the decision?"),
        rows=4,
        limit=300,
        hint=_("It is answered in public; your name is not shown."),
    )


class DeskObjectionForm(ObjectionForm):
    name = TidyField(label=_("Name of who objects"), required=False, max_length=40)
    phone = PhoneField(label=_("Phone"), required=False, max_length=40)


class SupportForm(KeyedForm):
    """A neighbour without a phone of their own supports a topic at the station."""

    name = TidyField(label=_("Name of who supports it"), max_length=40)
    phone = PhoneField(
        label=_("Phone"),
        required=False,
        max_length=40,
        help_text=_("So that their household counts once."),
        widget=forms.TextInput({"inputmode": "tel"}),
    )
    tie = forms.ChoiceField(
        label=_("What ties them to the place"),
        choices=Tie.choices,
        initial=Tie.HOME,
        widget=forms.RadioSelect,
    )


class ItemForm(KeyedForm):
    what = TidyField(label=_("What was agreed to be done"), max_length=200)
    owner = UnitField(label=_("Who does it"))
    due_on = a_day(_("Until when"))

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Organisation.objects.open().filter(county=topic.county)
        owner = cast(UnitField, self.fields["owner"])
        owner.queryset = units.order_by("kind", "name")
        owner.suggest(ActionItem.objects.all(), "owner", [topic.place_code])


class MeetingForm(KeyedForm):
    place = forms.ChoiceField(label=_("For which place"))
    title = TidyField(label=_("Name of the meeting"), max_length=60)
    on = a_day(_("On which day"))
    at = forms.TimeField(
        label=_("At what time"),
        initial="19:30",
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
    )
    where = TidyField(label=_("Where"), max_length=60)
    has_proxies = forms.BooleanField(
        label=_("Absent people may be stood in for"),
        required=False,
        help_text=_("Counts only while the one who stands in is in the room."),
    )
    is_by_name = forms.BooleanField(label=_("Hands are kept by name"), required=False)

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", places)


class GuestForm(KeyedForm):
    """Who must or may come: people, one a line with the phone if it is known, or one unit."""

    names = words(
        _("People to be invited"),
        rows=4,
        limit=4000,
        required=False,
        hint=_("One person a line: name, then the phone if it is known."),
    )
    organisation = UnitField(
        label=_("Or a unit"),
        required=False,
        empty_label=_("No unit"),
    )
    must_come = forms.BooleanField(label=_("Must come"), required=False)
    may_vote = forms.BooleanField(label=_("Has a voice"), required=False, initial=True)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Organisation.objects.open().filter(county=meeting.county)
        organisation = cast(UnitField, self.fields["organisation"])
        organisation.queryset = units.order_by("kind", "name")
        came = Invitee.objects.exclude(organisation=None)
        organisation.suggest(
            came.annotate(place_code=F("meeting__place_code")), "organisation", [meeting.place_code]
        )


class PositionForm(forms.Form):
    position = TidyField(label=_("What they stand for"), max_length=300)


class NoteForm(KeyedForm):
    note = words(
        _("What else the minutes say"),
        rows=6,
        limit=3000,
        required=False,
        hint=_("Who came, the options, positions and decisions stand there already."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class EnrolForm(KeyedForm):
    name = TidyField(label=_("Name on the roll"), max_length=40)
    phone = PhoneField(
        label=_("Phone"),
        required=False,
        max_length=40,
        help_text=_("Without one they vote with a printed code, or on paper."),
        widget=forms.TextInput({"inputmode": "tel"}),
    )


class OwnersForm(KeyedForm):
    """Lines of the register of owners, as they are pasted from a table."""

    owners = words(
        _("Register of owners"),
        rows=8,
        limit=60_000,
        hint=_("One owner a line: name or flat, area in m², the phone if it is known."),
    )

    def clean_owners(self) -> list[tuple[str, int, str]]:
        lines = [line for line in self.cleaned_data["owners"].splitlines() if line.strip()]
        if len(lines) > MOST_OWNERS:
            raise forms.ValidationError(
                _("At most 1,000 owners at once; please paste the rest next.")
            )
        return [_owner(number, line) for number, line in enumerate(lines, 1)]


OWNER = re.compile(
    r"(?P<name>\S.*?)[\s,，、]++(?P<area>\d{1,6}(?:\.\d{1,2})?+)(?:\s*+(?:㎡|m²|平方米|平米))?+"
    r"(?:[\s,，、]++(?P<phone>1\d{10}))?+"
)
MOST_OWNERS, LONGEST_LINE = 1000, 200


def _owner(number: int, line: str) -> tuple[str, int, str]:
    found = OWNER.fullmatch(line.strip()[:LONGEST_LINE])
    if found is None:
        words = _("Line %(n)s, '%(line)s': first the name or flat, then the area, then the phone.")
        raise forms.ValidationError(words, params={"n": number, "line": line.strip()[:40]})
    return found["name"][:40], round(Decimal(found["area"]) * 100), found["phone"] or ""


class StandInForm(KeyedForm):
    """Who votes by a written power, or nobody any more."""

    name = TidyField(label=_("Who may vote for them"), max_length=40)
    phone = PhoneField(label=_("Phone"), max_length=40)
    is_seen = forms.BooleanField(label=_("I have seen the written power"))


class TellerKeyForm(forms.Form):
    """The public half of a teller's key, as the page made it."""

    public = forms.CharField(max_length=1000, widget=forms.HiddenInput)


class CodesForm(forms.Form):
    number = forms.IntegerField(
        label=_("How many codes"),
        min_value=1,
        max_value=500,
        widget=forms.NumberInput({"class": "short", "inputmode": "numeric"}),
    )


class CountForm(forms.Form):
    """One number for each choice, and for what is no valid vote."""

    is_sure = forms.BooleanField(
        label=_("The count says how each one voted; it is published all the same"),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        choices: list[dict[str, str]],
        hidden: bool = False,
        by_area: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.keys = [*(each["key"] for each in choices), "invalid"]
        self.by_area = by_area
        wanted: list[dict[str, Any]] = [*choices, {"key": "invalid", "words": _("Not valid")}]
        for each in wanted:
            self.fields[each["key"]] = forms.IntegerField(
                label=each["words"],
                min_value=0,
                max_value=100_000,
                initial=0,
                widget=forms.NumberInput({"class": "short", "inputmode": "numeric"}),
            )
            if by_area:
                self.fields[f"area-{each['key']}"] = _area_field(each["words"])
        self.order_fields([*(f for key in self.keys for f in (key, f"area-{key}")), "is_sure"])
        if not hidden:
            del self.fields["is_sure"]

    def counts(self) -> dict[str, int]:
        heads = {key: self.cleaned_data[key] for key in self.keys}
        if not self.by_area:
            return heads
        areas = {f"area-{key}": self.cleaned_data[f"area-{key}"] for key in self.keys}
        return heads | {name: round(area * 100) for name, area in areas.items()}


def _area_field(words: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=format_lazy(_("{answer}: area in m²"), answer=words),
        min_value=0,
        max_value=10_000_000,
        decimal_places=2,
        initial=0,
        widget=forms.NumberInput({"class": "short", "inputmode": "decimal", "step": "0.01"}),
    )


class BallotForm(forms.Form):
    """A sealed ballot, as the page made it. Never sent in the clear."""

    sealed = forms.CharField(max_length=2000)
    code = forms.CharField(max_length=64)
    elector = forms.UUIDField(required=False)


class ChoiceForm(forms.Form):
    """How one votes in a vote by name."""

    choice = forms.ChoiceField(widget=forms.RadioSelect)
    elector = forms.UUIDField(required=False)

    def __init__(self, *args: Any, choices: list[dict[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "choice", [(each["key"], each["words"]) for each in choices])


class FilterForm(BoardForm):
    order = None  # type: ignore[assignment]  # always the most urgent first
    place = place_field()

    def __init__(self, *args: Any, places: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, states=STATES, **kwargs)
        choose_from(self, "place", places)

    def filters(self) -> Filters:
        """What can be used of the address."""
        self.is_valid()
        used = {name: value for name, value in self.used().items() if name != "order"}
        return Filters(**{**used, "state": used["state"] or "all"})
