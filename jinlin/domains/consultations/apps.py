"""Which Django app is this?"""

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "jinlin.domains.consultations"

    def ready(self) -> None:
        """Minutes and notices are known to documents."""
        from jinlin.domains.consultations.actions.papers import register_kinds  # noqa: PLC0415 - models exist only now

        register_kinds()
