"""Which Django app is this?"""

from django.apps import AppConfig


class TalentsConfig(AppConfig):
    name = "jinlin.domains.talents"

    def ready(self) -> None:
        """The certificate is known to documents."""
        from jinlin.domains.talents.actions.papers import register_kinds  # noqa: PLC0415 - models exist only now

        register_kinds()
