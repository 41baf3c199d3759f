"""What do the moves ask for by which several units, or several appeals, are handled together?"""

from datetime import date
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.forms.moves.fields import a_unit, offer_units
from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.models import Appeal, Part
from jinlin.domains.appeals.queries import parts
from jinlin.ground.places.models import Organisation
from jinlin.shell.listed import ListedInput
from jinlin.shell.move_forms import LONGEST_REASON, MoveForm, TidyField, a_day, words

HELPERS = ("helper", "second", "third")


class ConveneForm(MoveForm):
    """The lead is asked for only while nobody has the appeal yet."""

    lead = a_unit(_("Which unit leads"))
    helper = a_unit(_("Which unit helps"))
    second = a_unit(_("And which one more"), required=False)
    third = a_unit(_("And which third one"), required=False)
    task = words(
        _("What it is asked to do"),
        rows=3,
        limit=LONGEST_REASON,
        hint=_("The resident reads this too."),
    )
    due_on = a_day(_("Until when it answers"))

    def __init__(self, *args: Any, row: Appeal, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        is_in_hand = row.state != State.ACCEPTED
        if is_in_hand:
            del self.fields["lead"]
        else:
            offer_units(self.fields["lead"], row)
        for name in HELPERS:
            offer_units(self.fields[name], row, but=row.unit_id if is_in_hand else None)

    def moved(self) -> dict[str, Any]:
        """Each unit once, in the order in which they were chosen."""
        details = super().moved()
        chosen = dict.fromkeys(details.pop(name) for name in HELPERS)
        return {**details, "helpers": [unit for unit in chosen if unit is not None]}


@transaction.atomic
def convene_all(
    appeal: Appeal,
    *,
    actor: Actor,
    helpers: list[Organisation],
    task: str,
    due_on: date,
    lead: Organisation | None = None,
) -> Appeal:
    """All of these units help with the same task, until the same day; or none of them."""
    first, *others = helpers
    details: dict[str, Any] = {"task": task, "due_on": due_on}
    appeal = actions.convene(appeal, actor=actor, lead=lead, helper=first, **details)
    for helper in others:
        appeal = actions.convene(appeal, actor=actor, helper=helper, **details)
    return appeal


class PartForm(MoveForm):
    """About one part; when only one comes into question it is chosen already."""

    part = forms.ModelChoiceField(
        Part.objects.none(), label=_("Which part"), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args: Any, row: Appeal, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        field: Any = self.fields["part"]
        field.queryset = self.offered()
        field.label_from_instance = lambda part: f"{part.unit.name}：{part.task}"
        if len(rows := list(field.queryset)) == 1:
            self.initial.setdefault("part", rows[0].pk)

    def offered(self) -> Any:
        return parts.unanswered(self.row)


class AnswerPartForm(PartForm):
    reply = words(
        _("What your unit did"),
        rows=5,
        hint=_("The unit that leads reads this and answers the resident."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "part" in self.initial:
            self.fields["part"].widget = forms.HiddenInput()  # there is nothing to choose

    def offered(self) -> Any:
        return parts.to_answer(self.row, self.actor)


class NoteSilenceForm(PartForm):
    def offered(self) -> Any:
        return parts.overdue(self.row)


class ReleaseForm(PartForm):
    reason = words(_("Why it is not needed any more"), rows=2, limit=LONGEST_REASON)


class SplitForm(MoveForm):
    text = words(
        _("The second matter, in the resident's words"),
        rows=5,
        hint=_("It becomes an appeal of its own, of the same resident."),
    )
    reason = words(_("Why these are two matters"), rows=2, limit=LONGEST_REASON)


class MergeForm(MoveForm):
    """The main appeal is named by its number; `moved` gives the appeal itself."""

    main = TidyField(
        label=_("Number of the appeal that it belongs to"),
        max_length=20,
        widget=ListedInput(),
        help_text=_("Appeals in work nearby are offered; any other of this county can be typed."),
        error_messages={"required": _("Please fill this in.")},
    )
    note = words(_("A word to the resident"), rows=2, required=False)

    def __init__(self, *args: Any, row: Appeal, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        widget: Any = self.fields["main"].widget
        widget.offers = [
            (other.number, f"{other.title} · {other.place.name}")
            for other in parts.mergeable(row, self.actor)
        ]

    def clean_main(self) -> Appeal:
        main = parts.numbered(self.cleaned_data["main"], self.actor)
        if main is None:
            raise forms.ValidationError(
                _("There is no appeal with this number that you see. Please compare it once more.")
            )
        return main


class UnmergeForm(MoveForm):
    reason = words(_("Reason"), rows=2, limit=LONGEST_REASON, required=False)
