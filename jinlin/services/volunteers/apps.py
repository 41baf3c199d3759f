"""Which Django app is this?"""

from django.apps import AppConfig


class VolunteersConfig(AppConfig):
    name = "jinlin.services.volunteers"

    def ready(self) -> None:
        """Certificates of volunteer service are known to documents."""
        from jinlin.services.volunteers.actions.certifying import register_kinds  # noqa: PLC0415 - models exist only now

        register_kinds()
