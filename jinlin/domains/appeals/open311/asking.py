"""Which appeals does a program ask for, and what is known of each beyond its row?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Max, Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from jinlin.core import paging
from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable
from jinlin.core.time import clock
from jinlin.core.timeline import Audience, Entry
from jinlin.domains.appeals.lifecycle import ENDED, OPEN, State
from jinlin.domains.appeals.models import Appeal, AppealQuerySet, Round
from jinlin.domains.appeals.queries.board import ORDERS
from jinlin.domains.appeals.queries.story import sentence

SPAN = timedelta(days=90)
ONE_DAY = timedelta(days=1)
DAY_ALONE = re.compile(r"\d{4}-?\d\d-?\d\d")
LARGEST_PAGE = 1000
DEEPEST = 10_000  # rows that page numbers reach; beyond, the Link header leads on
STATUS = {"open": OPEN, "closed": ENDED}


@dataclass(frozen=True)
class Query:
    """The question.

    `page`: a number, or a token from the Link header, or empty for the first page.
    """

    numbers: tuple[str, ...]
    services: tuple[str, ...]
    states: frozenset[State]
    since: datetime
    until: datetime
    page: str
    size: int


def query_of(fields: QueryDict) -> Query:
    """Raises Unusable when something cannot be read."""
    since, until = _span(_moment(fields, "start_date"), _moment(fields, "end_date"))
    return Query(
        numbers=tuple(number.upper() for number in _several(fields, "service_request_id")),
        services=tuple(_several(fields, "service_code")),
        states=_states(_several(fields, "status")),
        since=since,
        until=until,
        page=(fields.get("page") or "").strip(),
        size=min(_count(fields.get("page_size") or str(LARGEST_PAGE), "page_size"), LARGEST_PAGE),
    )


def rows(actor: Actor, county: str, question: Query) -> AppealQuerySet:
    """What this actor sees of it. Numbers go before every other filter."""
    if question.numbers:
        return numbered(actor, county, question.numbers)
    days = (clock.local_day(question.since), clock.local_day(question.until))
    found = _seen(actor, county).filter(
        state__in=question.states,
        reported_on__range=days,
        reported_at__range=(question.since, question.until),
    )
    return found.filter(category_id__in=question.services) if question.services else found


def numbered(actor: Actor, county: str, numbers: Sequence[str]) -> AppealQuerySet:
    if len(numbers) > LARGEST_PAGE:
        raise Unusable(
            _("service_request_id: at most %(limit)d at once.") % {"limit": LARGEST_PAGE}
        )
    return _seen(actor, county).filter(number__in=numbers)


def page(found: AppealQuerySet, question: Query) -> tuple[list[Appeal], str]:
    """The rows of the page, newest first, and what to ask as `page` for those after; empty at the
    end.
    """
    if not question.page.isdecimal():
        some = paging.page(found, order=ORDERS["newest"], after=question.page, size=question.size)
        return some.rows, some.next
    number = _count(question.page, "page")
    if number * question.size > DEEPEST:
        raise Unusable(
            _(
                "page: numbers reach %(limit)d rows. Ask without a number first, then follow the "
                "Link header."
            )
            % {"limit": DEEPEST}
        )
    start = (number - 1) * question.size
    some_rows = list(found.order_by(*ORDERS["newest"])[start : start + question.size + 1])
    return some_rows[: question.size], str(number + 1) if len(some_rows) > question.size else ""


def last_words(appeals: Sequence[Appeal]) -> dict[UUID, str]:
    """The last public reply to each; for one that was not accepted, why and where to turn."""
    rounds = Round.objects.filter(appeal__in=appeals).exclude(reply="").order_by("sequence")
    found: dict[UUID, str] = dict(rounds.values_list("appeal_id", "reply"))
    rejected = [appeal.pk for appeal in appeals if appeal.state == State.REJECTED]
    for entry in (
        Entry.objects.filter(subject_id__in=rejected, verb="reject", audience=Audience.PUBLIC)
        if rejected
        else ()
    ):
        if not entry.is_erased:
            words = f"{sentence(entry.verb, dict(entry.data))}\n{entry.note}"
            found[entry.subject_id] = words.strip()
    return found


def last_moves(appeals: Sequence[Appeal]) -> dict[UUID, datetime]:
    """When something was last entered on the public trail of each."""
    entries = Entry.objects.filter(
        subject_id__in=[appeal.pk for appeal in appeals], audience=Audience.PUBLIC
    )
    return dict(entries.order_by().values_list("subject_id").annotate(last=Max("at")))


def _seen(actor: Actor, county: str) -> AppealQuerySet:
    in_county = Q(county=county) if county else Q()
    return (
        Appeal.objects.visible_to(actor)
        .filter(in_county)
        .select_related("unit", "category", "place__parent__parent")
        .defer("track_key")
    )


def _several(fields: QueryDict, name: str) -> list[str]:
    """A value may be repeated, and hold several between commas."""
    return [
        part.strip() for value in fields.getlist(name) for part in value.split(",") if part.strip()
    ]


def _states(named: list[str]) -> frozenset[State]:
    unknown = [name for name in named if name not in STATUS]
    if unknown:
        raise Unusable(_("status: open or closed."))
    return frozenset().union(*(STATUS[name] for name in named or STATUS))


def _span(since: datetime | None, until: datetime | None) -> tuple[datetime, datetime]:
    """Both ends, at most 90 days apart; a missing one lies 90 days from the other, or now."""
    if since and until and not timedelta(0) <= until - since < SPAN + ONE_DAY:
        raise Unusable(
            _("start_date and end_date: the end comes after the start, at most 90 days later.")
        )
    try:
        until = until or min(clock.now(), since + SPAN if since else clock.now())
        return since or until - SPAN, until
    except OverflowError as problem:
        raise Unusable(_("start_date and end_date: no such day.")) from problem


def _moment(fields: QueryDict, name: str) -> datetime | None:
    """A moment in ISO 8601; without an offset it is meant in China. A day alone is its beginning,
    and as an end the whole of it.

    A plus that became a blank in the address is read as one.
    """
    text = (fields.get(name) or "").strip()
    if not text:
        return None
    try:
        if name == "end_date" and DAY_ALONE.fullmatch(text):
            return clock.end_of(date.fromisoformat(text))
        moment = datetime.fromisoformat(text.replace(" ", "+"))
        return (
            moment.astimezone(clock.CHINA) if moment.tzinfo else moment.replace(tzinfo=clock.CHINA)
        )
    except (ValueError, OverflowError) as problem:
        raise Unusable(
            _("%(name)s: a moment like 2026-04-18T08:00:00+08:00.") % {"name": name}
        ) from problem


def _count(text: str, name: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 6 and int(text)):
        raise Unusable(_("%(name)s: a number from 1.") % {"name": name})
    return int(text)
