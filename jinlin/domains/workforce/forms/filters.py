"""What may stand in the addresses of the pages that keep the register?"""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from jinlin.core.time import clock
from jinlin.domains.workforce.models import Level
from jinlin.shell.boards import AddressForm, day_field
from jinlin.shell.move_forms import TidyField, offer

SINCE, HOURS, MOST_HOURS = date(2021, 1, 1), 120, 10_000
WAYS = (("unit", _("Unit of work")), ("class_name", _("Preparation class")), ("year", _("Year")))


class CountyForm(AddressForm):
    """Of which of the reader's counties a page is: the first one unless another is chosen."""

    county = forms.ChoiceField(label=_("County"), required=False)

    def __init__(self, address: QueryDict, *, counties: list[tuple[str, str]]) -> None:
        super().__init__(address)
        self.counties = counties
        offer(self, "county", counties)

    @property
    def chosen(self) -> str:
        return str(self.used.get("county") or self.counties[0][0])

    def head(self) -> dict[str, Any]:
        """For `county.html`, and what of the address cannot be used."""
        return {"county": self.chosen, "counties": self.counties, "filter_form": self}


class LearnedForm(CountyForm):
    since = day_field(_("Since"))
    hours = forms.IntegerField(
        label=_("At least so many hours"), required=False, min_value=0, max_value=MOST_HOURS
    )

    @property
    def since_day(self) -> date:
        day: date = self.used.get("since") or SINCE
        return day

    @property
    def least(self) -> int:
        """Hours."""
        hours = self.used.get("hours")
        return HOURS if hours is None else int(hours)


class CandidateForm(AddressForm):
    """Of which exam candidates are listed by name, and whom of them one looks for."""

    q = TidyField(label=_("Name, phone or citizen id"), required=False, max_length=40)
    year = forms.IntegerField(label=_("Year"), required=False, min_value=2008, max_value=2100)
    level = forms.TypedChoiceField(
        label=_("Qualification level"),
        required=False,
        choices=[("", _("All")), *Level.choices],
        coerce=int,
        empty_value=None,
    )
    off = forms.BooleanField(label=_("Those who were taken off the list"), required=False)


class ExamForm(AddressForm):
    """Which exam a page is about, and how its candidates are grouped."""

    year = forms.IntegerField(label=_("Year"), required=False, min_value=2008, max_value=2100)
    level = forms.TypedChoiceField(
        label=_("Qualification level"),
        required=False,
        choices=Level.choices,
        coerce=int,
        empty_value=None,
    )
    by = forms.ChoiceField(label=_("Grouped by"), required=False, choices=WAYS)

    def exam(self) -> tuple[int, int, str]:
        """Year, level and grouping; what the address does not say is the present year, the first
        level, the unit.
        """
        used = self.used
        year = int(used.get("year") or clock.today().year)
        return year, int(used.get("level") or Level.values[0]), str(used.get("by") or "unit")
