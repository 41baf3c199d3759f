"""Which Django app is this?"""

from django.apps import AppConfig


class PointsConfig(AppConfig):
    name = "jinlin.services.points"

    def ready(self) -> None:
        """Papers for donors are known to documents."""
        from jinlin.services.points.actions.papers import register_kinds  # noqa: PLC0415 - models exist only now

        register_kinds()
