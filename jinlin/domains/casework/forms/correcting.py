"""What is asked when a service that was mistyped is put right or taken back?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from jinlin.domains.casework.actions.correcting import LONGEST_REASON
from jinlin.domains.casework.forms.cases import Keyed
from jinlin.domains.casework.forms.serving import ServiceForm
from jinlin.domains.casework.models import Service
from jinlin.shell.move_forms import words

KEPT = ("field", "form", "on", "title", "minutes", "fund", "spent")


def _a_reason() -> Any:
    hint = _("Without names of people.")
    return words(_("What is wrong with it"), rows=2, limit=LONGEST_REASON, hint=hint)


class StrikeForm(Keyed):
    reason = _a_reason()


class CorrectionForm(ServiceForm):
    """The service as it stands, to be changed where it is wrong."""

    reason = _a_reason()

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        now = {name: getattr(service, name) for name in KEPT}
        now |= {"agency": str(service.agency_id), "place": service.place_code}
        now |= {"point": str(service.point_id or ""), "heads": service.person_times}
        super().__init__(*args, county=service.county, initial=now, **kwargs)
        self.order_fields(["reason"])
        self.fields["name"].help_text = _("Empty: whoever was counted stays counted.")
        self.fields["helpers"].help_text = _("Empty: whoever came along stays noted.")
