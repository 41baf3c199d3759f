"""Which Django app is this?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReceptionsConfig(AppConfig):
    name = "jinlin.domains.receptions"
    verbose_name = _("Reception days")

    def ready(self) -> None:
        """The minutes of reception days are known to documents, what proves their rows to core."""
        from jinlin.core import timeline  # noqa: PLC0415 - models exist only now
        from jinlin.core.later import later  # noqa: PLC0415 - the same
        from jinlin.services.documents import kinds  # noqa: PLC0415 - the same

        kinds.let_bring(later("jinlin.domains.receptions.actions.minutes.register_kinds"))
        timeline.CHECKS.append(later("jinlin.domains.receptions.queries.proofs.differing"))
