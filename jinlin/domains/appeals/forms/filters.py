"""What may stand in the board's address?"""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jinlin.domains.appeals.deadlines import GRADES
from jinlin.domains.appeals.models import Category, Channel
from jinlin.domains.appeals.queries import Filters
from jinlin.domains.appeals.queries.listed import DESK_LABELS
from jinlin.ground.places.choosing import SeekSelect
from jinlin.ground.places.models import Organisation
from jinlin.shell.boards import ANY, BoardForm, day_field
from jinlin.shell.move_forms import offer

STATES = [
    ("open", _("Open")),
    ("late", _("Late")),
    ("soon", _("Due within a day")),
    *((str(s), label) for s, label in DESK_LABELS.items()),
    ("all", _("All")),
]


def _classes() -> list[tuple[str, str]]:
    """Those that are offered in the order of their codes, then those that no longer are: what was
    sorted under them is still found.
    """
    rows = Category.objects.order_by("-is_offered", "code").values_list("pk", "name", "is_offered")
    return [
        (code, (name if len(code) < 4 else f"　{name}") if is_offered else _gone(name))
        for code, name, is_offered in rows
    ]


def _gone(name: str) -> str:
    return gettext("%(name)s (no longer offered)") % {"name": name}


class FilterForm(BoardForm):
    field_order = (
        *("state", "q", "place", "category", "channel", "grade", "unit"),
        *("since", "until", "escalated", "mine", "order"),
    )
    place = forms.RegexField(
        r"^[0-9]{2,18}$",
        label=_("Place"),
        required=False,
        error_messages={"invalid": _("This place is not known here.")},
    )
    category = forms.ChoiceField(label=_("Class"), required=False)
    channel = forms.ChoiceField(label=_("Channel"), required=False, choices=[ANY, *Channel.choices])
    grade = forms.ChoiceField(label=_("Grade"), required=False, choices=[ANY, *GRADES.items()])
    unit = forms.UUIDField(
        label=_("Unit"),
        required=False,
        widget=SeekSelect,
        error_messages={"invalid": _("This unit is not known here.")},
    )
    since = day_field(_("Reported from"))
    until = day_field(_("Reported until"))
    escalated = forms.BooleanField(label=_("Escalated only"), required=False)
    mine = forms.BooleanField(label=_("Kept by me"), required=False)

    def __init__(
        self, *args: Any, counties: set[str], places: list[tuple[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(*args, states=STATES, **kwargs)
        units = (
            Organisation.objects.open()
            .filter(county__in=counties)
            .order_by("kind", "name")
            .values_list("pk", "name")
        )
        offer(self, "category", [ANY, *_classes()])
        self.fields["unit"].widget.choices = [ANY, *((str(pk), name) for pk, name in units)]
        self.fields["place"].widget = forms.Select(choices=places)

    def filters(self) -> Filters:
        """What can be used of the address."""
        used = self.used()
        return Filters(**{**used, "unit": str(used.get("unit", ""))})
