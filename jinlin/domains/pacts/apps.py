"""Which Django app is this?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PactsConfig(AppConfig):
    name = "jinlin.domains.pacts"
    verbose_name = _("Pacts")

    def ready(self) -> None:
        """The paper for the station's door is known to documents."""
        from jinlin.core.later import later  # noqa: PLC0415 - settings are read by then
        from jinlin.services.documents import kinds  # noqa: PLC0415 - the same

        kinds.let_bring(later("jinlin.domains.pacts.actions.papers.register_kinds"))
