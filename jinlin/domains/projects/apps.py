"""Which Django app is this?"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "jinlin.domains.projects"
    verbose_name = _("Projects and key tasks")

    def ready(self) -> None:
        """Reports on key tasks are known to documents, what proves a grant to core."""
        from jinlin.core import timeline  # noqa: PLC0415 - models exist only now
        from jinlin.core.later import later  # noqa: PLC0415 - the same
        from jinlin.domains.projects.models import Project  # noqa: PLC0415 - the same
        from jinlin.services.documents import kinds  # noqa: PLC0415 - the same

        kinds.let_bring(later("jinlin.domains.projects.actions.papers.register_kinds"))
        check = timeline.last_word(Project, "granted", fact="amount", verbs=("approve",))
        timeline.CHECKS.append(check)
