"""Which Django app is this?"""

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "jinlin.domains.consultations"

    def ready(self) -> None:
        """Minutes and notices are known to documents."""
        from jinlin.core.later import later  # noqa: PLC0415 - settings are read by then
        from jinlin.services.documents import kinds  # noqa: PLC0415 - the same

        kinds.let_bring(later("jinlin.domains.consultations.actions.papers.register_kinds"))
