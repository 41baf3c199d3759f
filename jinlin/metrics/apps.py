"""Which Django app is this?"""

from django.apps import AppConfig


class MetricsConfig(AppConfig):
    name = "jinlin.metrics"

    def ready(self) -> None:
        """The signed report is known to documents; a resident's page says where it is counted."""
        from jinlin.metrics import proving  # noqa: PLC0415 - models exist only now
        from jinlin.metrics.actions import register_kinds  # noqa: PLC0415 - the same
        from jinlin.shell import slots  # noqa: PLC0415 - the same

        register_kinds()
        slots.fill("counted_in_public", proving.notice)
