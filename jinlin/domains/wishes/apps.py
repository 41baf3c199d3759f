"""Which Django app is this?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WishesConfig(AppConfig):
    name = "jinlin.domains.wishes"
    verbose_name = _("Wishes")

    def ready(self) -> None:
        """The record of a fulfilled wish is known to documents."""
        from jinlin.core.later import later  # noqa: PLC0415 - settings are read by then
        from jinlin.services.documents import kinds  # noqa: PLC0415 - the same

        kinds.let_bring(later("jinlin.domains.wishes.actions.papers.register_kinds"))
