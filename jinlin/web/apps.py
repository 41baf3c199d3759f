"""Which Django app is this?"""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "jinlin.web"

    def ready(self) -> None:
        """The slots that pages below name are filled, and closing a unit asks what it holds."""
        from jinlin.core.later import later  # noqa: PLC0415 - models exist only now
        from jinlin.ground.places import holding  # noqa: PLC0415 - the same
        from jinlin.services.notices.queries import inbox  # noqa: PLC0415 - the same
        from jinlin.shell import slots  # noqa: PLC0415 - the same
        from jinlin.web.running import logs  # noqa: PLC0415 - the same

        logs.watch_statements()
        holding.let_name(later("jinlin.web.holding.of_domains"))
        holding.TELLERS.append(later("jinlin.web.holding.tell"))
        slots.fill("leaver", later("jinlin.web.leaving.notice"))
        inbox.let_tell_whose_turn(later("jinlin.web.turns.whose_turn"))
