"""Which Django app is this?"""

from django.apps import AppConfig


class MetricsConfig(AppConfig):
    name = "jinlin.metrics"

    def ready(self) -> None:
        """The signed report is known to documents; a resident's page says where it is counted."""
        from jinlin.core.later import later  # noqa: PLC0415 - settings are read by then
        from jinlin.services.documents import kinds  # noqa: PLC0415 - the same
        from jinlin.shell import slots  # noqa: PLC0415 - the same

        kinds.let_bring(later("jinlin.metrics.actions.register_kinds"))
        slots.fill("counted_in_public", later("jinlin.metrics.proving.notice"))
