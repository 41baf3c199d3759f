"""Which Django app is this?"""

from django.apps import AppConfig


class LedgersConfig(AppConfig):
    name = "jinlin.metrics.ledgers"

    def ready(self) -> None:
        """The signed ledger is known to documents."""
        from jinlin.metrics.ledgers import actions  # noqa: PLC0415 - models exist only now

        actions.register_kinds()
