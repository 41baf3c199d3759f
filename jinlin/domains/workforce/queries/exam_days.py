"""Which days of the exam hold for somebody, and which of them are a county's own?"""

from collections.abc import Iterable, Sequence
from datetime import date

from jinlin.core.actor import COUNTY_DIGITS, Actor, within
from jinlin.domains.workforce.models import ExamDay, Professional
from jinlin.domains.workforce.models.calendars import ExamDayRows
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Place


def kept_by(actor: Actor) -> list[Place]:
    """The counties and prefectures whose own days an actor keeps, the widest first."""
    codes = [code for code in actor.codes(Role.REGISTRAR) if len(code) <= COUNTY_DIGITS]
    return sorted(
        Place.objects.present().filter(code__in=codes), key=lambda each: (len(each.code), each.code)
    )


def seen_by(actor: Actor) -> ExamDayRows:
    """For whoever keeps the days: the state's, their own, those above, those of their counties."""
    codes = actor.codes(Role.REGISTRAR)
    rows = ExamDay.objects.standing()
    return rows.holding_at(codes) | rows.filter(within(codes, "county"))


def listed(actor: Actor, since: date) -> list[ExamDay]:
    """The days from `since` on; the state's only where no own one says the same."""
    rows = list(seen_by(actor).filter(on__gte=since))
    codes = actor.codes(Role.REGISTRAR)
    own = {(row.what, row.on) for row in rows if row.county and _holds(row, codes)}
    return [row for row in rows if row.county or (row.what, row.on) not in own]


def of_somebody(actor: Actor, since: date) -> list[ExamDay]:
    """Each day from `since` on that holds where somebody works or is registered, once; one that was
    compared with its notice before others.
    """
    codes = set(actor.counties())
    if actor.user_id:
        own = Professional.objects.standing().filter(person__user_id=actor.user_id)
        codes |= set(own.order_by().values_list("county", flat=True))
    return _each_once(ExamDay.objects.standing().holding_at(codes).filter(on__gte=since))


def _each_once(rows: Iterable[ExamDay]) -> list[ExamDay]:
    found: dict[tuple[str, date], ExamDay] = {}
    for row in sorted(rows, key=lambda each: (each.confirmed_on is None, -len(each.county))):
        found.setdefault((row.what, row.on), row)
    return list(found.values())


def _holds(row: ExamDay, codes: Sequence[str]) -> bool:
    return any(code.startswith(row.county) for code in codes)
