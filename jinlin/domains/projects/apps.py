"""Which Django app is this?"""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "jinlin.domains.projects"

    def ready(self) -> None:
        """Reports on key tasks are known to documents."""
        from jinlin.domains.projects.actions.papers import register_kinds  # noqa: PLC0415 - models exist only now

        register_kinds()
