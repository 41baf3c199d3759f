"""Which Django app is this?"""

from django.apps import AppConfig


class ReceptionsConfig(AppConfig):
    name = "jinlin.domains.receptions"

    def ready(self) -> None:
        """The minutes of reception days are known to documents."""
        from jinlin.domains.receptions.actions.minutes import register_kinds  # noqa: PLC0415 - models exist only now

        register_kinds()
