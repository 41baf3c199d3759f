"""Which Django app is this?"""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "jinlin.domains.projects"

    def ready(self) -> None:
        """Reports on key tasks are known to documents, what proves a grant to core."""
        from jinlin.core import timeline  # noqa: PLC0415 - models exist only now
        from jinlin.domains.projects.actions.papers import register_kinds  # noqa: PLC0415 - models exist only now
        from jinlin.domains.projects.models import Project  # noqa: PLC0415 - the same

        register_kinds()
        check = timeline.last_word(Project, "granted", fact="amount", verbs=("approve",))
        timeline.CHECKS.append(check)
