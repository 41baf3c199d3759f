"""What may stand in the board's address?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jinlin.domains.appeals.deadlines import GRADES
from jinlin.domains.appeals.models import Category, Channel
from jinlin.domains.appeals.queries import Filters
from jinlin.domains.appeals.queries.listed import DESK_LABELS
from jinlin.ground.places.models import Organisation
from jinlin.shell.boards import ANY, BoardForm, day_field

STATES = [
    ("open", _("Open")),
    ("late", _("Late")),
    ("soon", _("Due within a day")),
    *((str(s), label) for s, label in DESK_LABELS.items()),
    ("all", _("All")),
]


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
        widget=forms.Select,
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
        classes = (
            Category.objects.filter(is_offered=True).order_by("code").values_list("pk", "name")
        )
        self.fields["category"].choices = [  # type: ignore[attr-defined]
            ANY,
            *((code, name if len(code) < 4 else f"　{name}") for code, name in classes),
        ]
        self.fields["unit"].widget.choices = [ANY, *((str(pk), name) for pk, name in units)]
        self.fields["place"].widget = forms.Select(choices=places)

    def filters(self) -> Filters:
        """What can be used of the address."""
        used = self.used()
        return Filters(**{**used, "unit": str(used.get("unit", ""))})
