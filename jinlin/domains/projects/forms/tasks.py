"""What is typed about key tasks: a list, one task, its steps and figures, its reports?"""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.core.time import clock
from jinlin.domains.projects.actions import Pick, Wording
from jinlin.domains.projects.forms.doing import FILES
from jinlin.domains.projects.forms.plans import MOST_YUAN
from jinlin.domains.projects.lifecycle import LABELS, TASK_LABELS, TaskState
from jinlin.domains.projects.models import Draft, Task, TaskList
from jinlin.domains.projects.queries.counting import choices
from jinlin.domains.projects.queries.listed import Filters
from jinlin.ground.places.choosing import SUGGESTED, SeekMany, SeekSelect, suggested
from jinlin.ground.places.models import Organisation
from jinlin.shell.boards import AddressForm, BoardForm, Choices, choose_from, day_field, place_field
from jinlin.shell.move_forms import KeyedForm, TidyField, a_day, a_number, words

STATES = [
    ("open", _("Open")),
    ("late", _("Late")),
    ("running", _("Being carried out")),
    *((str(state), word) for state, word in LABELS.items()),
    ("all", _("All")),
]
TASK_STATES = [
    ("open", _("Open")),
    ("red", _("Red")),
    *((str(state), word) for state, word in TASK_LABELS.items() if state != "open"),
    ("all", _("All")),
]
MOST_TAKEN = 10 * 1024 * 1024


class FilterForm(BoardForm):
    order = None  # type: ignore[assignment]  # always the most urgent first
    place = place_field()
    kind = forms.UUIDField(label=_("kind of service"), required=False)
    year = forms.IntegerField(label=_("year"), required=False, min_value=2000, max_value=2100)

    states: Choices = STATES

    def __init__(
        self, *args: Any, places: Choices = (), kinds: Choices = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, states=self.states, **kwargs)
        choose_from(self, "place", places)
        if "kind" in self.fields:
            choose_from(self, "kind", kinds)

    def filters(self) -> Filters:
        """What can be used of the address."""
        self.is_valid()
        used = {name: value for name, value in self.used().items() if name != "order"}
        return Filters(
            **{**used, "state": used["state"] or "all", "kind": str(used.get("kind", ""))}
        )


class TaskFilterForm(FilterForm):
    kind = None  # type: ignore[assignment]
    states = TASK_STATES


class TaskForm(KeyedForm):
    """One task that comes on the list."""

    title = TidyField(label=_("key task"), max_length=80)
    text = words(_("what is to be reached"), rows=4, limit=2000, required=False)
    place = forms.ChoiceField(label=_("List of which place"))
    unit = forms.ChoiceField(label=_("responsible unit"), widget=SeekSelect)
    helpers = forms.MultipleChoiceField(label=_("Units that help"), required=False, widget=SeekMany)
    due_on = a_day(_("deadline"))
    year = forms.IntegerField(label=_("year"), min_value=2000, max_value=2100)
    steps = words(
        _("milestones"),
        rows=4,
        limit=1000,
        required=False,
        hint=_("One a line: its day as 2026-06-30, a space, then what is reached."),
    )

    def __init__(
        self,
        *args: Any,
        places: list[tuple[str, Any]],
        units: dict[str, Organisation],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **{"initial": {"year": clock.today().year}, **kwargs})
        offered: list[Any] = [(key, unit.name) for key, unit in units.items()]
        names, codes = {key: unit.name for key, unit in units.items()}, [code for code, _ in places]
        first = [(SUGGESTED, suggested(Task.objects.all(), "unit", codes, names))]
        cast(forms.ChoiceField, self.fields["place"]).choices = places
        cast(forms.ChoiceField, self.fields["unit"]).choices = [
            *(group for group in first if group[1]),
            *offered,
        ]
        cast(forms.ChoiceField, self.fields["helpers"]).choices = offered
        self.units = units

    def clean_steps(self) -> list[tuple[str, date]]:
        return [_step(line) for line in self.cleaned_data["steps"].split("\n") if line.strip()]

    def terms(self) -> dict[str, Any]:
        fields = self.cleaned_data
        return {
            **{name: fields[name] for name in ("title", "text", "due_on", "year", "steps")},
            "unit": self.units[fields["unit"]],
            "helpers": [self.units[key] for key in fields["helpers"]],
        }


def _step(line: str) -> tuple[str, date]:
    day, _space, title = line.strip().partition(" ")
    try:
        return title.strip()[:80] or day, date.fromisoformat(day)
    except ValueError as problem:
        words = _("'%(line)s': first the day as 2026-06-30, a space, then what is reached.")
        raise forms.ValidationError(words, params={"line": line[:40]}) from problem


class SendListForm(KeyedForm):
    file = forms.FileField(
        label=_("The list as Word or Excel"),
        widget=forms.FileInput({"accept": ".docx,.xlsx"}),
        help_text=_("A table with 重点任务, 责任单位, 配合单位, 完成时限 in its heading."),
    )
    year = forms.IntegerField(label=_("year"), min_value=2000, max_value=2100)
    place = forms.ChoiceField(label=_("List of which place"))

    def __init__(self, *args: Any, places: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"year": clock.today().year}, **kwargs})
        cast(forms.ChoiceField, self.fields["place"]).choices = places

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_TAKEN:
            raise forms.ValidationError(_("This file is too large for a list of tasks."))
        return file


class LandForm(KeyedForm):
    """Each line of a list: taken or not, and what somebody puts right of it."""

    def __init__(
        self, *args: Any, sent: TaskList, units: dict[str, Organisation], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sent, self.units = sent, units
        offered = [("", "—"), *((key, unit.name) for key, unit in units.items())]
        self.standing = self._standing()
        for place, line in enumerate(sent.lines):
            whole = bool(line["unit"] and line["due_on"]) and line["title"] not in self.standing
            self.fields[f"take-{place}"] = forms.BooleanField(
                label=_("Take this line"), required=False, initial=whole
            )
            self.fields[f"title-{place}"] = TidyField(
                label=_("key task"), max_length=80, required=False, initial=line["title"]
            )
            self.fields[f"unit-{place}"] = forms.ChoiceField(
                label=_("responsible unit"),
                choices=offered,
                required=False,
                initial=line["unit"],
                widget=SeekSelect,
            )
            day = a_day(_("deadline"), required=False)
            day.initial = line["due_on"] or None
            self.fields[f"due-{place}"] = day

    def lines(self) -> list[dict[str, Any]]:
        """The lines of the file beside their fields."""
        return [
            {
                "line": line,
                "stands": line["title"] in self.standing,
                **{name: self[f"{name}-{place}"] for name in ("take", "title", "unit", "due")},
            }
            for place, line in enumerate(self.sent.lines)
        ]

    def _standing(self) -> set[str]:
        """The titles that stand on this place's list of the year already."""
        if self.sent.landed_at is not None:
            return set()
        rows = Task.objects.filter(place_code=self.sent.place_code, year=self.sent.year)
        rows = rows.exclude(state=TaskState.DROPPED)
        titles = {line["title"] for line in self.sent.lines}
        return set(rows.filter(title__in=titles).values_list("title", flat=True))

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or {}
        for place, _line in enumerate(self.sent.lines):
            if fields.get(f"take-{place}"):
                for name in ("title", "unit", "due"):
                    if f"{name}-{place}" not in self.errors and not fields.get(f"{name}-{place}"):
                        self.add_error(f"{name}-{place}", _("Please fill this in."))
        return fields

    def picks(self) -> list[Pick]:
        fields = self.cleaned_data
        return [
            Pick(
                place,
                fields[f"title-{place}"],
                self.units[fields[f"unit-{place}"]],
                fields[f"due-{place}"],
            )
            for place, _line in enumerate(self.sent.lines)
            if fields.get(f"take-{place}")
        ]


class StepForm(KeyedForm):
    title = TidyField(label=_("milestone"), max_length=80)
    due_on = a_day(_("by which day"))


class AimForm(KeyedForm):
    name = TidyField(label=_("what is counted"), max_length=60)
    measure = forms.ChoiceField(label=_("figure of the house"), required=False, choices=choices)
    since = a_day(
        _("counted from"), required=False, hint=_("Left empty, from the first day of the year.")
    )
    unit = TidyField(label=_("unit it is counted in"), max_length=10, required=False)
    target = a_number(_("target"), least=-MOST_YUAN, most=MOST_YUAN)
    how = TidyField(label=_("how it is counted"), max_length=200, required=False)


class ReachForm(KeyedForm):
    on = a_day(_("on which day"))
    evidence = TidyField(label=_("what shows it"), max_length=300)
    paper = forms.FileField(label=_("Paper or photo"), required=False, widget=FILES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"on": clock.today()}, **kwargs})


class AsOfForm(KeyedForm):
    as_of = a_day(_("as of"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"as_of": clock.today()}, **kwargs})


class ReportForm(KeyedForm):
    """The words around each number, and what else is to be said. The numbers are no fields."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    text = words(_("what else is to be said"), rows=8, limit=2000, required=False)

    def __init__(self, *args: Any, draft: Draft, **kwargs: Any) -> None:
        first = {"edition": draft.edition, "text": draft.text}
        super().__init__(*args, **{"initial": first, **kwargs})
        self.draft = draft
        for line in draft.lines:
            for name, label in (("before", _("Words before")), ("after", _("Words after"))):
                self.fields[f"{name}-{line['indicator']}"] = TidyField(
                    label=label, required=False, max_length=120, initial=line[name]
                )

    def rows(self, shown: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [
            {
                "line": line,
                "before": self[f"before-{line['indicator']}"],
                "after": self[f"after-{line['indicator']}"],
            }
            for line in shown
        ]

    def wordings(self) -> list[Wording]:
        fields = self.cleaned_data
        keys = [line["indicator"] for line in self.draft.lines]
        return [Wording(key, fields[f"before-{key}"], fields[f"after-{key}"]) for key in keys]


class DayForm(AddressForm):
    """Of which day a page is: of this one unless another is chosen."""

    on = day_field(_("Day"))

    def day(self) -> date:
        day: date | None = self.used.get("on")
        return day or clock.today()
