"""Which Django app is this?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsultationsConfig(AppConfig):
    name = "jinlin.domains.consultations"
    verbose_name = _("Consultations")

    def ready(self) -> None:
        """Minutes and notices are known to documents."""
        from jinlin.core.later import later  # noqa: PLC0415 - settings are read by then
        from jinlin.services.documents import kinds  # noqa: PLC0415 - the same

        kinds.let_bring(later("jinlin.domains.consultations.actions.papers.register_kinds"))
