"""Which Django app is this?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    name = "jinlin.domains.training"
    verbose_name = _("Training")

    def ready(self) -> None:
        """The certificate is known to documents."""
        from jinlin.core.later import later  # noqa: PLC0415 - settings are read by then
        from jinlin.services.documents import kinds  # noqa: PLC0415 - the same

        kinds.let_bring(later("jinlin.domains.training.actions.papers.register_kinds"))
