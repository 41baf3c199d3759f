"""Which Django app is this?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VolunteersConfig(AppConfig):
    name = "jinlin.services.volunteers"
    verbose_name = _("Volunteers")

    def ready(self) -> None:
        """Certificates of volunteer service are known to documents, what proves hours to core."""
        from jinlin.core import timeline  # noqa: PLC0415 - models exist only now
        from jinlin.core.later import later  # noqa: PLC0415 - the same
        from jinlin.services.documents import kinds  # noqa: PLC0415 - the same
        from jinlin.services.volunteers.models import ServiceRecord  # noqa: PLC0415 - the same

        kinds.let_bring(later("jinlin.services.volunteers.actions.certifying.register_kinds"))
        verbs = ("record", "propose", "request", "correct")
        check = timeline.last_word(ServiceRecord, "minutes", fact="minutes", verbs=verbs)
        timeline.CHECKS.append(check)
