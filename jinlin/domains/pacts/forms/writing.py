"""What is typed when a pact is drafted, commented on, answered, talked over, or looked for?"""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.domains.pacts.actions import Change, Party
from jinlin.domains.pacts.models import Answer, Clause, Pact
from jinlin.domains.pacts.models.comment import LONGEST_COMMENT
from jinlin.domains.pacts.models.pact import LONGEST_CLAUSE, LONGEST_REASON, LONGEST_TITLE
from jinlin.domains.pacts.models.talk import LONGEST_MINUTES, Outcome
from jinlin.ground.people.numbers import PhoneField
from jinlin.shell.move_forms import DayField, KeyedForm, TidyField, a_day, offer, words

NEW_CLAUSES = 3


class DraftForm(KeyedForm):
    """A new pact: for which place, under which name, with which of the county's samples."""

    place = forms.ChoiceField(label=_("For which place does it hold?"))
    title = TidyField(label=_("Name of the pact"), max_length=LONGEST_TITLE)
    samples = forms.MultipleChoiceField(
        label=_("Begin with these clauses"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each can be changed or taken out afterwards."),
    )

    def __init__(
        self,
        *args: Any,
        places: list[tuple[str, Any]],
        samples: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", places)
        offer(self, "samples", samples)
        if not samples:
            del self.fields["samples"]


class TextForm(KeyedForm):
    """The whole text that is worked on: each clause in a field of its own, with the words
    that were seen, and a few empty ones for what is new.
    """

    title = TidyField(label=_("Name of the pact"), max_length=LONGEST_TITLE)

    def __init__(self, *args: Any, pact: Pact, clauses: list[Clause], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["title"] = pact.title
        if self.is_bound:  # what came into the text meanwhile is not in the form that was sent
            clauses = [each for each in clauses if f"text-{each.pk}" in self.data]
        self.clauses = clauses
        for number, clause in enumerate(self.clauses, 1):
            self._field(str(clause.pk), _("Clause %(n)d") % {"n": number}, clause.text)
            self.fields[f"seen-{clause.pk}"] = TidyField(
                widget=forms.HiddenInput, initial=clause.text, required=False
            )
            self.fields[f"order-{clause.pk}"] = forms.IntegerField(
                label=_("Place in the order"),
                min_value=1,
                max_value=99,
                initial=number,
                widget=forms.NumberInput({"class": "short"}),
            )
        for number in range(1, NEW_CLAUSES + 1):
            self._field(f"new-{number}", _("New clause"), "")

    def _field(self, name: str, label: Any, text: str) -> None:
        self.fields[f"text-{name}"] = words(label, rows=2, limit=LONGEST_CLAUSE, required=False)
        self.initial[f"text-{name}"] = text

    def rows(self) -> list[dict[str, Any]]:
        """The fields as the page lays them out: one clause a row."""
        known = [
            {
                "text": self[f"text-{each.pk}"],
                "seen": self[f"seen-{each.pk}"],
                "order": self[f"order-{each.pk}"],
            }
            for each in self.clauses
        ]
        return known + [{"text": self[f"text-new-{n}"]} for n in range(1, NEW_CLAUSES + 1)]

    def changes(self) -> list[Change]:
        """The clauses as they shall stand, in their order. A clause that is gone meanwhile, but was
        in the form that was sent, comes too: its words are not lost.
        """
        fields = self.cleaned_data
        changes = [
            Change(
                fields[f"text-{each.pk}"],
                fields[f"order-{each.pk}"],
                each.pk,
                fields[f"seen-{each.pk}"],
            )
            for each in self.clauses
        ]
        known = {str(each.pk) for each in self.clauses}
        for name, value in self.data.items():
            key = name.removeprefix("text-")
            if name.startswith("text-") and not key.startswith("new-") and key not in known:
                seen = tidy(str(self.data.get(f"seen-{key}", "")))
                changes += [Change(tidy(str(value)), 99, _key(key), seen)] if _key(key) else []
        fresh = (fields[f"text-new-{n}"] for n in range(1, NEW_CLAUSES + 1))
        last = max((each.order for each in changes), default=0)
        changes += [Change(text, last + n) for n, text in enumerate(fresh, 1) if text]
        return sorted(changes, key=lambda each: each.order)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


class CommentForm(KeyedForm):
    text = words(
        _("What do you think?"),
        rows=4,
        limit=LONGEST_COMMENT,
        hint=_("Your name is not shown. It is answered before the vote."),
    )
    clause = forms.UUIDField(widget=forms.HiddenInput, required=False)


class StationCommentForm(CommentForm):
    """What somebody says at the station, written down by staff."""

    name = TidyField(label=_("Name of who says it"), required=False, max_length=40)
    phone = PhoneField(
        label=_("Phone"),
        required=False,
        max_length=40,
        help_text=_("So that the answer reaches them; may be left out."),
        widget=forms.TextInput({"inputmode": "tel"}),
    )


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("Answer"),
        choices=[choice for choice in Answer.choices if choice[0] != Answer.OPEN],
        widget=forms.RadioSelect,
    )
    reason = TidyField(
        label=_("Reason"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 2, "data-draft": ""}),
        help_text=_("Everybody reads it."),
    )


class TalkForm(KeyedForm):
    """A breach that was talked over."""

    clause_number = forms.IntegerField(
        label=_("Which clause"),
        min_value=1,
        max_value=99,
        widget=forms.NumberInput({"class": "short", "inputmode": "numeric"}),
    )
    talked_on = a_day(_("On which day"))
    parties = words(
        _("Who was in the talk"),
        rows=3,
        limit=500,
        hint=_("One person a line: name, then the phone if it is known."),
    )
    words = words(
        _("What was talked over"),
        rows=4,
        limit=LONGEST_MINUTES,
        hint=_("Only those who were in it, and those who keep the pact, ever read it."),
    )
    outcome = forms.ChoiceField(
        label=_("Result of the talk"), choices=Outcome.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"talked_on": clock.today()}, **kwargs})

    def clean_parties(self) -> list[Party]:
        lines = [line.split() for line in self.cleaned_data["parties"].splitlines() if line.strip()]
        return [self._party(line) for line in lines]

    def _party(self, line: list[str]) -> Party:
        if len(line) == 1:
            return Party(line[0][:40])
        try:
            return Party(" ".join(line[:-1])[:40], PhoneField().clean(line[-1]))
        except ValidationError as problem:
            words = _("'%(line)s': after the name stands a phone, or nothing.")
            raise ValidationError(words, params={"line": " ".join(line)}) from problem


class DayForm(forms.Form):
    on = DayField(
        label=_("Which text held on that day?"),
        required=False,
    )
