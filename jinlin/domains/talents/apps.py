"""Which Django app is this?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TalentsConfig(AppConfig):
    name = "jinlin.domains.talents"
    verbose_name = _("Talents and craftsmen")

    def ready(self) -> None:
        """The certificate is known to documents."""
        from jinlin.core.later import later  # noqa: PLC0415 - settings are read by then
        from jinlin.services.documents import kinds  # noqa: PLC0415 - the same

        kinds.let_bring(later("jinlin.domains.talents.actions.papers.register_kinds"))
