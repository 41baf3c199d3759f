"""Which Django app is this?"""

from django.apps import AppConfig


class ReceptionsConfig(AppConfig):
    name = "jinlin.domains.receptions"

    def ready(self) -> None:
        """The minutes of reception days are known to documents, what proves their rows to core."""
        from jinlin.core import timeline  # noqa: PLC0415 - models exist only now
        from jinlin.domains.receptions.actions.minutes import register_kinds  # noqa: PLC0415 - models exist only now
        from jinlin.domains.receptions.queries.proofs import differing  # noqa: PLC0415 - the same

        register_kinds()
        timeline.CHECKS.append(differing)
