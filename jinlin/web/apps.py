"""Which Django app is this?"""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "jinlin.web"

    def ready(self) -> None:
        """The slots that pages below name are filled."""
        from jinlin.shell import slots  # noqa: PLC0415 - models exist only now
        from jinlin.web import leaving  # noqa: PLC0415 - the same
        from jinlin.web.running import logs  # noqa: PLC0415 - the same

        logs.watch_statements()
        slots.fill("leaver", leaving.notice)
