"""Which Django app is this?"""

from django.apps import AppConfig


class MetricsConfig(AppConfig):
    name = "jinlin.metrics"

    def ready(self) -> None:
        """The signed report is known to documents."""
        from jinlin.metrics.actions import register_kinds  # noqa: PLC0415 - models exist only now

        register_kinds()
