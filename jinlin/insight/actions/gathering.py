"""How do the topics of a county come to stand: what is written about, by whom told, and where more
than usual?

The same messages give the same topics; told twice, nothing changes. What is found again in the same
messages is the same topic, and keeps its first name.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from jinlin.core.time import calendar, clock
from jinlin.domains.appeals.models import Appeal
from jinlin.insight.models import Rise, Talk, Topic
from jinlin.insight.named import Topic as Found
from jinlin.insight.named import with_named
from jinlin.insight.texts import Text, clean
from jinlin.insight.usual import BEFORE, WEEK, Rhythm, is_rise, monday, rhythm, usual

WEEKS: Final = 26  # looked back
MOST: Final = 8000  # messages; of more, the newest
SIZE: Final = 4  # messages make a topic
AGAIN: Final = 0.5  # of the smaller one's messages make two topics the same
A_YEAR: Final = timedelta(days=365)
LEVELS: Final = (6, 9, 12)  # digits of the county, a town, a community
NAME: Final = 80


@dataclass(frozen=True)
class Mention:
    """One message, as far as a topic needs it."""

    appeal: UUID
    place_code: str
    said_on: date


def gather(county: str) -> int:
    """The topics of the last half year stand as its messages are now, with where and when each is
    written about more than usual. Returns how many were found.
    """
    today = clock.today()
    rows = _messages(county, monday(today) - WEEKS * WEEK)
    found = _found([clean(title, _beyond(title, text)) for _mention, title, text in rows])
    mentions = [each for each, _title, _text in rows]
    beat = _rhythm(county, today)
    with transaction.atomic():
        topics = _carried_on(county, found, mentions)
        for topic, members in topics:
            _keep(topic, [mentions[at] for at in members], today)
            _raise(topic, [mentions[at] for at in members], beat, today)
    return len(topics)


def _messages(county: str, since: date) -> list[tuple[Mention, str, str]]:
    rows = (
        Appeal.objects.filter(county=county, reported_on__gte=since)
        .order_by("-reported_at", "-id")
        .values_list("pk", "place_code", "reported_on", "title", "text")[:MOST]
    )
    return [(Mention(pk, code, day), title, text) for pk, code, day, title, text in reversed(rows)]


def _beyond(title: str, text: str) -> str:
    """What a text says beside its title, which often is its first sentence."""
    begun = title.removesuffix("…")
    return text.removeprefix(begun)


def _found(texts: Sequence[Text]) -> list[Found]:
    """With the extra: by what hangs together, and by names; without it by names alone."""
    try:
        from jinlin.insight.alike import topics  # noqa: PLC0415 - an extra, if it is there
    except ImportError:
        return with_named([], texts, SIZE)
    return topics(texts, size=SIZE)


def _rhythm(county: str, today: date) -> Rhythm:
    first = today - A_YEAR
    by_day = (
        Appeal.objects.filter(county=county, reported_on__gte=first)
        .order_by("reported_on")
        .values_list("reported_on")
        .annotate(count=Count("pk"))
    )
    written = dict(by_day)
    begun = max(first, min(written, default=today))
    return rhythm(written, calendar.calendar(), begun, today - timedelta(days=1))


def _carried_on(
    county: str, found: Sequence[Found], mentions: Sequence[Mention]
) -> list[tuple[Topic, tuple[int, ...]]]:
    """Each found topic as the one that it goes on from, or as a new one."""
    known = _known(county)
    taken: set[UUID] = set()
    result = []
    for each in found:
        own = {mentions[at].appeal for at in each.members}
        topic = _same(own, known, taken) or Topic(county=county, words="、".join(each.words)[:NAME])
        taken.add(topic.pk)
        result.append((topic, each.members))
    return result


def _known(county: str) -> list[tuple[Topic, frozenset[UUID]]]:
    behind: dict[UUID, set[UUID]] = defaultdict(set)
    for topic, appeal in Talk.objects.filter(county=county).values_list("topic", "appeal"):
        behind[topic].add(appeal)
    rows = Topic.objects.select_for_update().filter(county=county).order_by("pk")
    return [(row, frozenset(behind[row.pk])) for row in rows]


def _same(
    own: set[UUID], known: Iterable[tuple[Topic, frozenset[UUID]]], taken: set[UUID]
) -> Topic | None:
    """The topic that shares most messages, if these are enough; the older one of two."""
    best, most = None, 0
    for topic, before in known:
        shared = len(own & before)
        if topic.pk not in taken and shared > most and shared >= AGAIN * min(len(own), len(before)):
            best, most = topic, shared
    return best


def _keep(topic: Topic, mentions: Sequence[Mention], today: date) -> None:
    """The topic with exactly these messages; those of before the half year stay behind it."""
    topic.last_on, topic.found_on = max(each.said_on for each in mentions), today
    first = min(each.said_on for each in mentions)
    topic.first_on = min(topic.first_on or first, first)
    topic.save()
    begin = monday(today) - WEEKS * WEEK
    kept = set(topic.talks.values_list("appeal", flat=True))
    own = {each.appeal for each in mentions}
    topic.talks.filter(said_on__gte=begin).exclude(appeal__in=own).delete()
    Talk.objects.bulk_create(
        Talk(
            county=topic.county,
            topic=topic,
            appeal_id=each.appeal,
            place_code=each.place_code,
            said_on=each.said_on,
            week=monday(each.said_on),
        )
        for each in mentions
        if each.appeal not in kept
    )


def _raise(topic: Topic, mentions: Sequence[Mention], beat: Rhythm, today: date) -> None:
    """Where this week and the last one have more than usual; of weeks before nothing changes."""
    this = monday(today)
    topic.rises.filter(week__gte=this - WEEK).delete()
    found = (
        _rise(topic, code, weeks, week=week, beat=beat, today=today)
        for code, weeks in sorted(_by_place(mentions).items())
        for week in (this - WEEK, this)
    )
    Rise.objects.bulk_create(rise for rise in found if rise)


def _by_place(mentions: Sequence[Mention]) -> dict[str, Counter[date]]:
    """How many in each week, for each place that the messages are about and what lies above it."""
    found: dict[str, Counter[date]] = defaultdict(Counter)
    for each in mentions:
        for digits in LEVELS:
            if len(each.place_code) >= digits:
                found[each.place_code[:digits]][monday(each.said_on)] += 1
    return found


def _rise(
    topic: Topic, code: str, weeks: Mapping[date, int], *, week: date, beat: Rhythm, today: date
) -> Rise | None:
    until = min(week + timedelta(days=6), today)
    weight = beat.of(week, until)
    before = [week - number * WEEK for number in range(BEFORE, 0, -1)]
    past = usual(
        [weeks.get(each, 0) for each in before],
        [beat.of(each, each + timedelta(days=6)) / 7 for each in before],
    )
    count = weeks.get(week, 0)
    if not is_rise(count, past, weight / 7):
        return None
    return Rise(
        county=topic.county,
        topic=topic,
        place_code=code,
        week=week,
        messages=count,
        usual=round(past.mean(weight / 7), 2),
        chance=past.chance(count, weight / 7),
    )
