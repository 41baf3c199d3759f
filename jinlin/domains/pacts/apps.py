"""Which Django app is this?"""

from django.apps import AppConfig


class PactsConfig(AppConfig):
    name = "jinlin.domains.pacts"

    def ready(self) -> None:
        """The paper for the station's door is known to documents."""
        from jinlin.domains.pacts.actions.papers import register_kinds  # noqa: PLC0415 - models exist only now

        register_kinds()
