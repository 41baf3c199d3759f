"""Which Django app is this?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkforceConfig(AppConfig):
    name = "jinlin.domains.workforce"
    verbose_name = _("Social workers")

    def ready(self) -> None:
        """What proves the sums that are paid is known to core."""
        from jinlin.core import timeline  # noqa: PLC0415 - models exist only now
        from jinlin.core.later import later  # noqa: PLC0415 - the same

        proofs = "jinlin.domains.workforce.queries.proofs"
        timeline.CHECKS.extend(later(f"{proofs}.{each}") for each in ("reviewed", "differing"))
