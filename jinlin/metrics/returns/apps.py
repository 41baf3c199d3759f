"""Which Django app is this?"""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "jinlin.metrics.returns"

    def ready(self) -> None:
        """The signed form is known to documents."""
        from jinlin.metrics.returns.actions import register_kinds  # noqa: PLC0415 - models exist only now

        register_kinds()
