"""What is typed when a round is planned, a list split, two forms are chosen from, or a checklist
is written?
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.core.keys import uuid7
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.domains.visits.lifecycle import DOOR_LABELS, ROUND_LABELS
from jinlin.domains.visits.models import ChecklistVersion, Clash, First
from jinlin.domains.visits.queries.answers import side_by_side
from jinlin.domains.visits.queries.listed import DoorFilters, Filters
from jinlin.domains.visits.questions import KINDS, NO, YES, Kind, Question
from jinlin.ground.people.actions import NewMember
from jinlin.ground.people.models import GroupInNeed, Relation
from jinlin.ground.people.numbers import PhoneField
from jinlin.shell.boards import AddressForm, BoardForm, Choices, choose_from, place_field
from jinlin.shell.move_forms import KeyedForm, TidyField, a_day, offer, words

NEW_QUESTIONS = 3
STATES = [
    ("open", _("Prepared or going on")),
    *((str(state), word) for state, word in ROUND_LABELS.items()),
    ("all", _("All")),
]
DOOR_STATES = [
    ("all", _("All")),
    ("todo", _("Still to be tried")),
    ("lead", _("For the lead")),
    ("none", _("Without a visitor")),
    *((str(state), word) for state, word in DOOR_LABELS.items()),
    ("put_right", _("Not moved away, said afterwards")),
]


class PlanForm(KeyedForm):
    """A new round."""

    title = TidyField(label=_("Name of the round"), max_length=60)
    place = forms.ChoiceField(label=_("Place"))
    groups = forms.ModelMultipleChoiceField(
        GroupInNeed.objects.none(),
        label=_("Target groups"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one group.")},
    )
    checklist = forms.ModelChoiceField(
        ChecklistVersion.objects.none(), label=_("Checklist"), empty_label=None
    )
    starts_on = a_day(_("First day"))
    ends_on = a_day(_("Last day"))
    goes_first = forms.ChoiceField(
        label=_("Who goes first"), choices=First.choices, initial=First.GRID
    )

    def __init__(
        self,
        *args: Any,
        places: Sequence[tuple[str, str]],
        groups: Sequence[GroupInNeed],
        versions: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, initial={"starts_on": clock.today()}, **kwargs)
        offer(self, "place", places)
        rows = GroupInNeed.objects.filter(pk__in=[group.pk for group in groups])
        offer(self, "groups", rows)
        field: Any = self.fields["checklist"]
        field.queryset = versions
        field.label_from_instance = lambda row: f"{row.checklist.title} · {row.number}"


class SplitForm(KeyedForm):
    """A list is shared out among others."""

    giver = forms.ChoiceField(label=_("Whose list"), required=False)
    to = forms.MultipleChoiceField(
        label=_("Who takes doors over"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose who takes doors over.")},
    )

    def __init__(
        self,
        *args: Any,
        givers: Sequence[tuple[str, str]],
        visitors: Sequence[tuple[UUID, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "giver", givers)
        offer(self, "to", [(str(key), name) for key, name in visitors])


class PartForm(KeyedForm):
    """Who lives behind the door in a household of their own, and who agreed to a record of it."""

    name = TidyField(label=_("Name"), max_length=60)
    phone = PhoneField(label=_("Phone"), required=False)
    groups = forms.ModelMultipleChoiceField(
        GroupInNeed.objects.filter(is_open=True),
        label=_("Target groups"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one group.")},
    )
    relation = forms.ChoiceField(
        label=_("Who gave the consent?"),
        choices=Relation.choices,
        widget=forms.RadioSelect,
        initial=Relation.SELF,
    )
    given_by = TidyField(label=_("Name, when it is somebody else"), required=False, max_length=60)
    agreed = forms.BooleanField(
        label=_(
            "I explained that whoever looks after the household will see its address, names and "
            "phones, and they agreed."
        )
    )

    def member(self) -> NewMember:
        fields = self.cleaned_data
        names = ("name", "phone", "relation", "given_by")
        return NewMember(groups=list(fields["groups"]), **{name: fields[name] for name in names})


class HousingForm(KeyedForm):
    """Where somebody without a household is to be found."""

    place = forms.ChoiceField(label=_("Place"))
    address = TidyField(
        label=_("Where they are to be found"),
        max_length=200,
        help_text=_("What a visitor looks for there, for example “the shed behind the market”."),
        error_messages={"required": _("Please say where they are to be found.")},
    )

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", places)


class ChooseForm(KeyedForm):
    """Question by question, which of two forms is right."""

    note = words(_("Note"), rows=2, limit=300, required=False)

    def __init__(self, *args: Any, clash: Clash, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clash = clash
        sides = [side for side in side_by_side(clash) if side.differs or side.key == "outcome"]
        for number, side in enumerate(sides):
            self.fields[f"side{number}"] = forms.ChoiceField(
                label=side.text,
                widget=forms.RadioSelect,
                choices=[(str(clash.first_id), side.first), (str(clash.second_id), side.second)],
                error_messages={"required": _("Please choose one side for each line.")},
            )
        self.keys = [side.key for side in sides]
        self.order_fields([f"side{number}" for number in range(len(sides))])

    def chosen(self) -> dict[str, UUID]:
        return {
            key: UUID(self.cleaned_data[f"side{number}"]) for number, key in enumerate(self.keys)
        }


class NoteForm(KeyedForm):
    note = words(_("What was done"), rows=3, limit=300)


class QuestionForm(forms.Form):
    """One line of a checklist; an empty one is left out."""

    name = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    text = TidyField(label=_("Question"), required=False, max_length=120)
    kind = forms.ChoiceField(label=_("Kind of answer"), choices=list(KINDS.items()))
    options = TidyField(
        label=_("Answers to choose from"),
        required=False,
        max_length=400,
        help_text=_("One a line; for 'One of several' and 'Needs help with'."),
        widget=forms.Textarea({"rows": 3}),
    )
    after = TidyField(
        label=_("Only after question"),
        required=False,
        max_length=3,
        help_text=_("Its number in this list; empty: always asked."),
        widget=forms.TextInput({"inputmode": "numeric", "class": "short"}),
    )
    equals = TidyField(
        label=_("… if the answer was"),
        required=False,
        max_length=60,
        help_text=_("Empty: yes."),
    )

    def question(self, names: Sequence[str], kinds: Mapping[str, str]) -> Question:
        """The question, after those with these keys and kinds; 'yes' in words is an answer to
        choose from where one of several is chosen.
        """
        fields = self.cleaned_data
        after = fields["after"]
        known = after.isascii() and after.isdigit() and 0 < int(after) <= len(names)
        words = {str(_("Yes")): YES, str(_("No")): NO}
        is_yes_or_no = known and kinds.get(names[int(after) - 1]) == Kind.YES_NO
        equals = words.get(fields["equals"], fields["equals"]) if is_yes_or_no else fields["equals"]
        return Question(
            key=fields["name"] or f"q{uuid7().hex[-10:]}",
            kind=fields["kind"],
            text=fields["text"],
            options=tuple(line for line in map(tidy, fields["options"].splitlines()) if line),
            after=names[int(after) - 1] if known else (after and "?"),
            equals=equals if after else "",
        )


class ChecklistForm(KeyedForm):
    title = TidyField(label=_("Name of the checklist"), max_length=60)
    seen = forms.IntegerField(widget=forms.HiddenInput, initial=0, min_value=0)


class FilterForm(BoardForm):
    q = order = None  # type: ignore[assignment]  # few rounds go on at a time
    place = place_field()

    def __init__(self, *args: Any, places: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, states=STATES, **kwargs)
        choose_from(self, "place", places)

    def filters(self) -> Filters:
        """What can be used of the address."""
        self.is_valid()
        used = self.used()
        return Filters(state=used["state"] or "all", place=used.get("place", ""))


class DoorFilterForm(AddressForm):
    state = forms.ChoiceField(label=_("State"), required=False, choices=DOOR_STATES)
    group = forms.SlugField(label=_("Group"), required=False, max_length=32)
    place = place_field()

    def filters(self) -> DoorFilters:
        return DoorFilters(**{name: value for name, value in self.used.items() if value})
