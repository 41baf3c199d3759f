"""What is typed when a project is proposed and its plan is written?

Beside each field of the plan stands what its writer saw there, so that two who write at once keep
both.
"""

from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.core.keys import is_key
from jinlin.core.time import clock
from jinlin.domains.projects.actions import Change
from jinlin.domains.projects.actions.proposing import FIELDS, TABLES, as_text
from jinlin.domains.projects.models import Project, Serves, Source
from jinlin.domains.projects.queries.counting import choices
from jinlin.ground.places.choosing import SeekSelect
from jinlin.shell.move_forms import KeyedForm, TidyField, a_day, words

NEW_ROWS = 2
MOST_YUAN = 10**9
TITLES = {
    "stage": _("Stages"),
    "indicator": _("Goals and indicators"),
    "line": _("Budget"),
    "funder": _("Who gives the money"),
}
NEEDED = {"indicator": ("name", "target"), "line": ("title", "amount"), "stage": ("title",)}


class ProposeForm(KeyedForm):
    """A new project: for which place, under which name, for whom, by which unit."""

    title = TidyField(label=_("name of the project"), max_length=60)
    place = forms.ChoiceField(label=_("Where the project is carried out"))
    kind = forms.ChoiceField(label=_("kind of service"))
    serves = forms.ChoiceField(
        label=_("whom it serves"), choices=Serves.choices, widget=forms.RadioSelect
    )
    unit = forms.ChoiceField(label=_("carried out by"), widget=SeekSelect)
    year = forms.IntegerField(label=_("year"), min_value=2000, max_value=2100)

    def __init__(
        self, *args: Any, offered: dict[str, list[tuple[str, Any]]], **kwargs: Any
    ) -> None:
        first = {"year": clock.today().year, "serves": Serves.RESIDENTS}
        super().__init__(*args, **{"initial": first, **kwargs})
        for name, found in offered.items():
            cast(forms.ChoiceField, self.fields[name]).choices = found


def _field(table: str, name: str) -> forms.Field:
    """The field of one column of the plan."""
    label = _LABELS[table, name]
    if name in {"starts_on", "ends_on"}:
        return a_day(label, required=False)
    if name in {"need", "design"}:
        return words(label, rows=5, limit=5000, required=False)
    if name in {"amount", "target", "baseline"}:
        low = 0 if name == "amount" else -MOST_YUAN
        return forms.IntegerField(
            label=label,
            required=False,
            min_value=low,
            max_value=MOST_YUAN,
            widget=forms.NumberInput({"class": "short", "inputmode": "numeric"}),
        )
    if name == "measure":
        return forms.ChoiceField(label=label, required=False, choices=choices)
    if name == "source":
        return forms.ChoiceField(label=label, required=False, choices=Source.choices)
    return TidyField(label=label, required=False, max_length=_LONGEST.get((table, name), 60))


_LABELS: dict[tuple[str, str], Any] = {
    ("project", "title"): _("name of the project"),
    ("project", "need"): _("What people need"),
    ("project", "design"): _("What the service looks like"),
    ("project", "starts_on"): _("Runs from"),
    ("project", "ends_on"): _("Runs until"),
    ("stage", "title"): _("stage"),
    ("stage", "goal"): _("goal of the stage"),
    ("stage", "starts_on"): _("begins"),
    ("stage", "ends_on"): _("ends on"),
    ("indicator", "name"): _("what is counted"),
    ("indicator", "unit"): _("unit it is counted in"),
    ("indicator", "measure"): _("figure of the house"),
    ("indicator", "baseline"): _("baseline"),
    ("indicator", "target"): _("target"),
    ("indicator", "how"): _("how it is counted"),
    ("line", "title"): _("for what"),
    ("line", "amount"): _("at most yuan"),
    ("funder", "source"): _("source of money"),
    ("funder", "name"): _("funded by"),
    ("funder", "amount"): _("yuan promised"),
}
_LONGEST = {
    ("stage", "title"): 40,
    ("stage", "goal"): 300,
    ("indicator", "unit"): 10,
    ("indicator", "how"): 200,
    ("line", "title"): 40,
}


class PlanForm(KeyedForm):
    """The whole plan: each row with its fields, what was seen in them, and a few empty rows."""

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.project = project
        self.rows: dict[str, list[tuple[str, Any]]] = {}
        for name in FIELDS["project"]:
            self._add("project", str(project.pk), name, getattr(project, name))
        for table, model in TABLES.items():
            rows: Any = model.objects.filter(project=project)
            known = {str(row.pk): row for row in rows}
            keys = self._sent(table) if self.is_bound else list(known)
            for key in keys:
                for name in FIELDS[table]:
                    self._add(table, key, name, getattr(known.get(key), name, None))
                self.fields[f"gone-{table}-{key}"] = forms.BooleanField(
                    label=_("Take this out"), required=False
                )
            fresh = [f"new{number}" for number in range(1, NEW_ROWS + 1)]
            for key in fresh:
                for name in FIELDS[table]:
                    self.fields[f"{table}-{key}-{name}"] = _field(table, name)
            self.rows[table] = [(key, known.get(key)) for key in [*keys, *fresh]]

    def _sent(self, table: str) -> list[str]:
        """The rows that were in the form when it was sent, also those that are gone meanwhile."""
        first = FIELDS[table][0]
        found = []
        for name in self.data:
            key = name.removeprefix(f"{table}-").removesuffix(f"-{first}")
            if name == f"{table}-{key}-{first}" and is_key(key):
                found.append(key)
        return found

    def _add(self, table: str, key: str, name: str, value: Any) -> None:
        field = _field(table, name)
        field.initial = value
        self.fields[f"{table}-{key}-{name}"] = field
        self.fields[f"seen-{table}-{key}-{name}"] = TidyField(
            widget=forms.HiddenInput, required=False, initial=as_text(value)
        )

    def head(self) -> list[Any]:
        return self._bound("project", str(self.project.pk))

    def sections(self) -> list[dict[str, Any]]:
        """The tables as the page lays them out."""
        return [
            {
                "title": TITLES[table],
                "rows": [
                    {
                        "fields": self._bound(table, key),
                        "gone": self[f"gone-{table}-{key}"] if is_key(key) else None,
                        "is_new": not is_key(key),
                    }
                    for key, _row in rows
                ],
            }
            for table, rows in self.rows.items()
        ]

    def hidden(self) -> list[Any]:
        return [self[name] for name in self.fields if name == "key" or name.startswith("seen-")]

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or {}
        for table, names in NEEDED.items():
            for key, _row in self.rows[table]:
                if fields.get(f"gone-{table}-{key}") or not self._is_filled(fields, table, key):
                    continue
                for name in names:
                    if fields.get(f"{table}-{key}-{name}") in {None, ""}:
                        self.add_error(f"{table}-{key}-{name}", _("Please fill this in."))
        return fields

    def changes(self) -> list[Change]:
        """The plan as it shall stand."""
        fields = self.cleaned_data
        found = [self._change("project", str(self.project.pk))]
        for table, rows in self.rows.items():
            for key, _row in rows:
                if is_key(key):
                    found.append(self._change(table, key))
                elif self._is_filled(fields, table, key):
                    found.append(Change(table, self._values(table, key)))
        return found

    def _change(self, table: str, key: str) -> Change:
        fields = self.cleaned_data
        return Change(
            table,
            self._values(table, key),
            row=UUID(key),
            seen={name: fields.get(f"seen-{table}-{key}-{name}", "") for name in FIELDS[table]},
            gone=bool(fields.get(f"gone-{table}-{key}")),
        )

    def _values(self, table: str, key: str) -> dict[str, Any]:
        fields = self.cleaned_data
        values = {name: fields.get(f"{table}-{key}-{name}") for name in FIELDS[table]}
        if table == "indicator" and values["baseline"] is None:
            values["baseline"] = 0
        if table == "funder" and values["amount"] is None:
            values["amount"] = 0
        return values

    def _is_filled(self, fields: dict[str, Any], table: str, key: str) -> bool:
        """Whether anything was typed into a row; a source alone is only what stood there."""
        names = [name for name in FIELDS[table] if name not in {"source", "baseline"}]
        return is_key(key) or any(fields.get(f"{table}-{key}-{name}") for name in names)

    def _bound(self, table: str, key: str) -> list[Any]:
        return [self[f"{table}-{key}-{name}"] for name in FIELDS[table]]
