"""Which days of the register concern somebody, and how does a calendar program read them?

Of the social worker: until when each registration holds, from when it can be renewed. Of whoever
keeps the register: the rounds, and how many registrations run out on a day; nobody's name.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from icalendar import Event

from jinlin.core.actor import Actor
from jinlin.core.feeds import AHEAD, BEHIND, Span, entry, written
from jinlin.core.time import clock
from jinlin.core.time.months import months_later
from jinlin.domains.workforce.deadlines import expires
from jinlin.domains.workforce.models import (
    Professional,
    Qualification,
    Round,
    WorkforceRule,
)
from jinlin.domains.workforce.queries import exam_days
from jinlin.domains.workforce.queries.standing import terms_of
from jinlin.ground.accounts.roles import Role

PRODUCT = "Register of social workers"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Day:
    """One day that concerns somebody; `key` names it for ever."""

    on: date
    title: str
    key: str
    address: str


def days_of(actor: Actor) -> list[Day]:
    """What lies at most two months back and a year and a month ahead, in order."""
    first, last = clock.today() - BEHIND, clock.today() + AHEAD
    found = [*_of_exams(actor), *_own(actor.user_id), *_of_rounds(actor), *_running_out(actor)]
    return sorted(day for day in found if first <= day.on <= last)


def feed(actor: Actor) -> bytes:
    return written(_("Days of social workers"), map(_event, days_of(actor)), product=PRODUCT)


def _event(day: Day) -> Event:
    stamp, uid = datetime.combine(day.on, time(), clock.CHINA), f"{day.key}@workforce.jinlin"
    span = Span(day.on, day.on + ONE_DAY)
    event = entry(uid, day.title, span, page=day.address, stamp=stamp)
    event.add("transp", "TRANSPARENT")
    return event


def _of_exams(actor: Actor) -> Iterator[Day]:
    for each in exam_days.of_somebody(actor, clock.today() - BEHIND):
        yield Day(each.on, each.title, str(each.pk), reverse("workforce:mine"))


def _own(user_id: UUID | None) -> Iterator[Day]:
    """When one's own registrations can be renewed, and until when they hold."""
    people = Professional.objects.standing()
    own = people.filter(person__user_id=user_id) if user_id else people.none()
    for held, last, rule in _ends(own):
        level, address = held.get_level_display(), reverse("workforce:mine")
        opens = months_later(last, -rule.renew_months) + ONE_DAY
        event = _("The registration as {level} can be renewed from today").format(level=level)
        yield Day(opens, event, f"renew-{held.pk}-{last}", address)
        event = _("The registration as {level} holds until today").format(level=level)
        yield Day(last, event, f"ends-{held.pk}-{last}", address)


def _of_rounds(actor: Actor) -> Iterator[Day]:
    for each in Round.objects.visible_to(actor).filter(closes_on__gte=clock.today() - BEHIND):
        address = reverse("workforce:rounds")
        event = _("Survey begins: {name}").format(name=each.name)
        yield Day(each.opens_on, event, f"opens-{each.pk}", address)
        event = _("Last day of the survey: {name}").format(name=each.name)
        yield Day(each.closes_on, event, f"closes-{each.pk}", address)


def _running_out(actor: Actor) -> Iterator[Day]:
    """For a registrar: how many registrations end on each day."""
    if not actor.holds(Role.REGISTRAR):
        return
    people = Professional.objects.for_desk(actor).standing()
    ends = Counter(last for _held, last, _rule in _ends(people))
    for last, number in ends.items():
        event = ngettext(
            "{number} registration runs out", "{number} registrations run out", number
        ).format(number=number)
        yield Day(last, event, f"out-{last}", reverse("workforce:running_out"))


def _ends(people: Any) -> Iterator[tuple[Qualification, date, WorkforceRule]]:
    """Each registered certificate of these people with the last day of its registration."""
    rules: dict[str, WorkforceRule] = {}
    rows = Qualification.objects.filter(professional__in=people.values("pk"))
    rows = rows.exclude(registrations=None).prefetch_related("registrations")
    for held in rows.iterator(chunk_size=500):
        if held.county not in rules:
            rules[held.county] = WorkforceRule.of(held.county, clock.today())
        rule = rules[held.county]
        latest = max(each.registered_on for each in held.registrations.all())
        yield held, expires(latest, terms_of(rule)), rule
