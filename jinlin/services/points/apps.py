"""Which Django app is this?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PointsConfig(AppConfig):
    name = "jinlin.services.points"
    verbose_name = _("Points and the store")

    def ready(self) -> None:
        """Papers for donors are known to documents."""
        from jinlin.core.later import later  # noqa: PLC0415 - settings are read by then
        from jinlin.services.documents import kinds  # noqa: PLC0415 - the same

        kinds.let_bring(later("jinlin.services.points.actions.papers.register_kinds"))
