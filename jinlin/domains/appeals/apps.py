"""Which Django app is this?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AppealsConfig(AppConfig):
    name = "jinlin.domains.appeals"
    verbose_name = _("Appeals")

    def ready(self) -> None:
        """The tickets of appeals are known to documents, and what proves their rows to core."""
        from jinlin.core import timeline  # noqa: PLC0415 - models exist only now
        from jinlin.core.later import later  # noqa: PLC0415 - the same
        from jinlin.services.documents import kinds  # noqa: PLC0415 - the same

        kinds.let_bring(later("jinlin.domains.appeals.actions.tickets.register_kinds"))
        timeline.CHECKS.append(later("jinlin.domains.appeals.queries.proofs.differing"))
