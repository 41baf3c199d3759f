"""What is typed about forms that are sent down?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core import spoken
from jinlin.core.errors import Unusable
from jinlin.core.keys import uuid7
from jinlin.core.time import clock
from jinlin.core.time.months import names_until
from jinlin.metrics import groups
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.forms import VersionForm
from jinlin.metrics.returns.matching.meanings import (
    CHANGES,
    MONTHS,
    PARTS,
    PERIODS,
    QUARTERS,
    WORDS,
    Kind,
    Meaning,
)
from jinlin.metrics.returns.matching.rosters import ASKS
from jinlin.shell.move_forms import a_day, offer

MONTHS_OFFERED = 13
REACHES = [
    ("words", _("All cells with the same words, in later forms of the county too")),
    ("cell", _("This cell only")),
    ("row", _("The whole row: the same figure, each cell's own place and period")),
    ("column", _("The whole column: the same figure, each cell's own place and period")),
]


def months() -> list[tuple[str, str]]:
    return [(each, spoken.period(each)) for each in names_until(clock.today(), MONTHS_OFFERED)]


class MonthForm(forms.Form):
    """For which month a form is filled."""

    month = forms.ChoiceField(label=_("Month"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "month", months())
        self.fields["month"].initial = months()[1][0]


class TakeForm(MonthForm):
    """A form as it was sent down."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    file = forms.FileField(
        label=_("The form (.xlsx, .docx)"),
        max_length=200,
        widget=forms.FileInput({"accept": ".xlsx,.docx"}),
        error_messages={
            "required": _("Please choose the file of the form."),
            "empty": _("This file is empty. Please choose it again."),
        },
        help_text=_("As it was sent to you. Formulas, merged cells and type stay as they are."),
    )
    due_on = a_day(_("To be handed in by"), required=False)

    field_order = ("key", "file", "month", "due_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"key": uuid7()}, **kwargs})


class AgreeForm(VersionForm):
    """What words of a form ask for, chosen from what is offered; nothing: none of the records."""

    wording = forms.CharField(max_length=200)
    what = forms.CharField(max_length=80, required=False)

    def meaning(self) -> Meaning | None:
        key, _colon, part = self.cleaned_data["what"].partition(":")
        if not key:
            return None
        if key not in MEASURES or part not in PARTS:
            raise Unusable(_("Please choose a figure from the list."), field="what")
        return Meaning(Kind.MEASURE, key, part)


class MeaningForm(VersionForm):
    """What one cell asks for."""

    what = forms.ChoiceField(label=_("What does this cell ask for?"))
    part = forms.ChoiceField(label=_("Which number of it"), choices=list(PARTS.items()))
    period = forms.ChoiceField(label=_("For which period"))
    place = forms.ChoiceField(label=_("For which place"), required=False)
    change = forms.ChoiceField(label=_("Compared"), required=False, choices=list(CHANGES.items()))
    per = forms.TypedChoiceField(
        label=_("Counted in"),
        coerce=int,
        choices=[(1, pgettext_lazy("counted in", "ones")), (10_000, _("ten thousands"))],
    )
    reach = forms.ChoiceField(label=_("Holds for"), choices=REACHES, initial="cell")

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: dict[str, Any] = self.fields
        chosen["what"].choices = whats()
        chosen["place"].choices = places
        chosen["period"].choices = [
            *PERIODS.items(),
            *((name, _("Month %(n)d of this year") % {"n": int(name[1:])}) for name in MONTHS),
            *((name, _("Quarter %(n)d of this year") % {"n": int(name[1:])}) for name in QUARTERS),
        ]

    def meaning(self) -> Meaning:
        fields = self.cleaned_data
        kind, _colon, key = fields["what"].partition(":")
        if kind != Kind.MEASURE:
            return Meaning(kind, key)
        return Meaning(
            kind,
            key,
            fields["part"],
            fields["place"],
            fields["period"],
            fields["change"],
            fields["per"],
        )


class RosterForm(VersionForm):
    """Which records a list asks for, and what of each its columns do."""

    what = forms.ChoiceField(label=_("Which records does this list ask for?"))
    period = forms.ChoiceField(label=_("For which period"), choices=list(PERIODS.items()))

    def __init__(self, *args: Any, kept: dict[str, Any], version: int, **kwargs: Any) -> None:
        columns = kept["columns"]
        kwargs["initial"] = {
            "what": f"measure:{kept['key']}",
            "period": kept["period"],
            "version": version,
            **{f"column_{each['number']}": each["asks"] for each in columns},
        }
        super().__init__(*args, **kwargs)
        offer(self, "what", whats()[3:])
        self.numbers = [each["number"] for each in columns]
        for each in columns:
            self.fields[f"column_{each['number']}"] = forms.ChoiceField(
                label=each["label"], choices=list(ASKS.items())
            )

    def kept(self) -> dict[str, Any]:
        fields = self.cleaned_data
        return {
            "key": fields["what"].partition(":")[2],
            "period": fields["period"],
            "asks": [fields[f"column_{number}"] for number in self.numbers],
        }


def whats() -> list[Any]:
    """Everything a cell can ask for, in groups."""
    measures: dict[str, list[tuple[str, Any]]] = {}
    for key, measure in MEASURES.items():
        measures.setdefault(groups.about(measure), []).append((f"measure:{key}", measure.name))
    return [
        (f"{Kind.HAND}:", _("By hand: the records do not know it")),
        (f"{Kind.BLANK}:", _("Nothing: it is left empty")),
        (_("Head and foot"), [(f"{Kind.WORD}:{key}", word) for key, word in WORDS.items()]),
        *(
            (groups.NAMES.get(label, groups.OTHERS), measures[label])
            for label in groups.present()
            if label in measures
        ),
    ]


def initial_of(meaning: Meaning) -> dict[str, Any]:
    return {
        "what": f"{meaning.kind}:{meaning.key}",
        "part": meaning.part,
        "period": meaning.period,
        "place": meaning.place,
        "change": meaning.change,
        "per": meaning.per,
    }
