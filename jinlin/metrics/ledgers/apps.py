"""Which Django app is this?"""

from django.apps import AppConfig


class LedgersConfig(AppConfig):
    name = "jinlin.metrics.ledgers"

    def ready(self) -> None:
        """The signed ledger is known to documents."""
        from jinlin.core.later import later  # noqa: PLC0415 - settings are read by then
        from jinlin.services.documents import kinds  # noqa: PLC0415 - the same

        kinds.let_bring(later("jinlin.metrics.ledgers.actions.register_kinds"))
