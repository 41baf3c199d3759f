"""Which Django app is this?"""

from django.apps import AppConfig


class AppealsConfig(AppConfig):
    name = "jinlin.domains.appeals"

    def ready(self) -> None:
        """The tickets of appeals are known to documents."""
        from jinlin.domains.appeals.actions.tickets import register_kinds  # noqa: PLC0415 - models exist only now

        register_kinds()
