"""Which Django app is this?"""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "jinlin.web"

    def ready(self) -> None:
        """The slots that pages below name are filled, and closing a unit asks what it holds."""
        from jinlin.services.notices.queries import inbox  # noqa: PLC0415 - the same
        from jinlin.shell import slots  # noqa: PLC0415 - models exist only now
        from jinlin.web import holding, leaving, turns  # noqa: PLC0415 - the same
        from jinlin.web.running import logs  # noqa: PLC0415 - the same

        logs.watch_statements()
        holding.register()
        slots.fill("leaver", leaving.notice)
        inbox.let_tell_whose_turn(turns.whose_turn)
