"""Which Django app is this?"""

from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    name = "jinlin.domains.workforce"

    def ready(self) -> None:
        """What proves the sums that are paid is known to core."""
        from jinlin.core import timeline  # noqa: PLC0415 - models exist only now
        from jinlin.domains.workforce.queries.proofs import differing, reviewed  # noqa: PLC0415 - the same

        timeline.CHECKS.extend((reviewed, differing))
