"""Which Django app is this?"""

from django.apps import AppConfig


class AppealsConfig(AppConfig):
    name = "jinlin.domains.appeals"

    def ready(self) -> None:
        """The tickets of appeals are known to documents, and what proves their rows to core."""
        from jinlin.core import timeline  # noqa: PLC0415 - models exist only now
        from jinlin.domains.appeals.actions.tickets import register_kinds  # noqa: PLC0415 - models exist only now
        from jinlin.domains.appeals.queries.proofs import differing  # noqa: PLC0415 - the same

        register_kinds()
        timeline.CHECKS.append(differing)
