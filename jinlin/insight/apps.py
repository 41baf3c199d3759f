"""Which Django app is this?"""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "jinlin.insight"

    def ready(self) -> None:
        """Every new appeal is heard, and what it speaks of stands first at the desk; staff are
        advised of its class.
        """
        from jinlin.core.hearing import let_read  # noqa: PLC0415 - the same
        from jinlin.core.later import later  # noqa: PLC0415 - models exist only now
        from jinlin.domains.appeals.queries.advice import let_advise  # noqa: PLC0415 - the same
        from jinlin.shell import slots  # noqa: PLC0415 - the same

        let_read(later("jinlin.insight.actions.alarms.listen"))
        let_advise(later("jinlin.insight.reading.advise"))
        slots.fill("alarms", later("jinlin.insight.desk.alarms.alarms"))
        slots.fill("repeats", later("jinlin.insight.beside.repeats"))
        slots.fill("backers", later("jinlin.insight.beside.backers"))
        slots.fill("matters_before", later("jinlin.insight.beside.matters_before"))
