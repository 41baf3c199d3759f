"""Which Django app is this?"""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "jinlin.insight"

    def ready(self) -> None:
        """Every new appeal is heard, and what it speaks of stands first at the desk."""
        from jinlin.domains.appeals.actions.hearing import let_read  # noqa: PLC0415 - models exist only now
        from jinlin.insight import actions, desk  # noqa: PLC0415 - the same
        from jinlin.shell import slots  # noqa: PLC0415 - the same

        let_read(actions.listen)
        slots.fill("alarms", desk.alarms)
