"""Which Django app is this?"""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "jinlin.insight"

    def ready(self) -> None:
        """Every new appeal is heard, and what it speaks of stands first at the desk; staff are
        advised of its class.
        """
        from jinlin.domains.appeals.actions.hearing import let_read  # noqa: PLC0415 - models exist only now
        from jinlin.domains.appeals.queries.advice import let_advise  # noqa: PLC0415 - the same
        from jinlin.insight import beside, reading  # noqa: PLC0415 - the same
        from jinlin.insight.actions.alarms import listen  # noqa: PLC0415 - the same
        from jinlin.insight.desk import alarms  # noqa: PLC0415 - the same
        from jinlin.shell import slots  # noqa: PLC0415 - the same

        let_read(listen)
        let_advise(reading.advise)
        slots.fill("alarms", alarms.alarms)
        slots.fill("repeats", beside.repeats)
        slots.fill("backers", beside.backers)
        slots.fill("matters_before", beside.matters_before)
