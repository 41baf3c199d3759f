"""What do people of a place talk about in a week, how much more than usual, and where?"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, F, OuterRef, Subquery

from jinlin.core.actor import Actor, within
from jinlin.domains.appeals.lifecycle import AT_WORK, LIFECYCLE, State
from jinlin.domains.appeals.models import Appeal, AppealQuerySet
from jinlin.ground.places.models import Place
from jinlin.ground.places.queries import whole
from jinlin.insight.models import Rise, Talk, Topic
from jinlin.insight.models.topics import LISTENERS, TalkRows
from jinlin.insight.usual import WEEK, monday

SHOWN_WEEKS: Final = 12
MOST_TOPICS: Final = 40
PICKED: Final = 50  # as many as can be merged at once
WIDE, HIGH = 132, 36  # of a trend line


_PLACE_NAME = Subquery(  # of one that was merged since, as it was called
    Place.objects.filter(code=OuterRef("place_code"))
    .order_by(F("valid_to").desc(nulls_first=True))
    .values("name")[:1]
)


@dataclass(frozen=True)
class Listed:
    """One topic in one week: how many messages, the weeks before, and where it rose."""

    topic: Topic
    messages: int
    weeks: tuple[tuple[date, int], ...]  # the oldest first
    rises: tuple[Rise, ...] = ()

    @property
    def rise(self) -> Rise | None:
        """The least likely one."""
        return min(self.rises, key=lambda each: (each.chance, each.place_code), default=None)

    @property
    def line(self) -> str:
        return line([count for _week, count in self.weeks])

    @property
    def spoken(self) -> str:
        return "，".join(f"{week:%m-%d} {count}" for week, count in self.weeks)


@dataclass(frozen=True)
class Tile:
    """A place inside, with how many messages. `tone`: 0 none, 1 few to 5 most."""

    code: str
    name: str
    messages: int
    tone: int


@dataclass(frozen=True)
class Talked:
    """A week at a place."""

    week: date
    topics: list[Listed]
    tiles: list[Tile]
    weeks: list[date] = field(default_factory=list)  # that can be chosen, the newest first


def talked(actor: Actor, *, code: str, week: date, below: Sequence[tuple[str, str]]) -> Talked:
    """Four statements, whatever is said: messages by topic and week, by place, the topics, where
    they rose.
    """
    rows = _here(actor, code)
    first = week - (SHOWN_WEEKS - 1) * WEEK
    counted = rows.filter(week__gte=first, week__lte=week).values_list("topic", "week")
    by_topic: dict[UUID, Counter[date]] = defaultdict(Counter)
    for topic, monday_, count in counted.annotate(count=Count("pk")).order_by("topic", "week"):
        by_topic[topic][monday_] = count
    now = {topic: weeks for topic, weeks in by_topic.items() if weeks[week]}
    topics = Topic.objects.in_bulk(now)
    rises = _rises(actor, code, week, now)
    listed = [
        Listed(topics[pk], weeks[week], _line_of(weeks, week), tuple(rises[pk]))
        for pk, weeks in now.items()
    ]
    listed.sort(key=lambda each: (-each.messages, each.topic.words, str(each.topic.pk)))
    tiles = tiles_of(rows.filter(week=week), below)
    return Talked(week, listed[:MOST_TOPICS], tiles)


def last_week(actor: Actor, today: date) -> date:
    """The newest week in which somebody wrote about a topic: one statement."""
    found = Talk.objects.for_desk(actor).order_by("-week").values_list("week", flat=True).first()
    return found or monday(today)


def topic_for(actor: Actor, pk: UUID) -> Topic | None:
    """Whoever looks after a place that it is about."""
    own = Talk.objects.for_desk(actor).filter(topic=pk)
    return Topic.objects.filter(pk=pk, pk__in=own.values("topic")).first()


def weeks_of(topic: Topic, actor: Actor) -> Listed:
    """Its last weeks in this reader's reach: two statements."""
    rows = behind(topic, actor)
    weeks = Counter(dict(rows.values_list("week").annotate(count=Count("pk")).order_by("week")))
    last = max(weeks)
    rises = topic.rises.filter(within(actor.codes(*LISTENERS))).annotate(place=_PLACE_NAME)
    rises = rises.order_by("-week", "place_code")[:SHOWN_WEEKS]
    return Listed(topic, sum(weeks.values()), _line_of(weeks, last), tuple(rises))


def messages_of(topic: Topic, actor: Actor) -> AppealQuerySet:
    """The appeals behind it that this reader sees, to be read through core.paging."""
    own = behind(topic, actor).values("appeal")
    rows = Appeal.objects.for_desk(actor).filter(pk__in=own)
    return rows.select_related("place", "unit", "category", "reporter").defer("track_key")


@dataclass(frozen=True)
class Joint:
    """Which of its open matters could be handled together, and under which one."""

    main: Appeal
    picked: list[UUID]


def joint(topic: Topic, actor: Actor) -> Joint | None:
    """One statement. None: there is none in work yet, or nothing to join to it."""
    rows = messages_of(topic, actor).defer("text", "track_key").filter(ended_at=None)
    found = list(rows.order_by("due_at", "id")[: PICKED + 1])
    leads = [row for row in found if row.state in AT_WORK | {State.ACCEPTED}]
    if not leads:
        return None
    picked = [
        row.pk for row in found if row is not leads[0] and LIFECYCLE.is_open("merge", row.state)
    ]
    return Joint(leads[0], picked) if picked else None


def common_place(codes: Iterable[str]) -> str:
    """The code of the smallest place that all of them lie in."""
    codes = list(codes)
    first, last = min(codes), max(codes)
    shared = next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), None)
    length = len(min(first, last, key=len)) if shared is None else shared
    return first[: max((each for each in (6, 9, 12, 15, 18) if each <= length), default=6)]


def behind(topic: Topic, actor: Actor) -> TalkRows:
    return Talk.objects.for_desk(actor).filter(topic=topic)


def code_of(topic: Topic, actor: Actor) -> str:
    """Of the smallest place that it is about, in this reader's reach: one statement."""
    return common_place(behind(topic, actor).values_list("place_code", flat=True).distinct())


def tiles_of(rows: TalkRows, below: Sequence[tuple[str, str]]) -> list[Tile]:
    """How many messages came from each of these places, in the order of their codes: one
    statement, and one where some came from none of them, perhaps from one merged into them since.
    """
    counted = rows.values_list("place_code").annotate(count=Count("appeal", distinct=True))
    by_place = dict(counted.order_by())
    codes: dict[str, tuple[str, ...]] = {code: (code,) for code, _name in below}
    if any(not place.startswith(tuple(codes)) for place in by_place):
        merged = Place.objects.present().filter(code__in=list(codes)).exclude(former_codes=[])
        codes |= {place.code: place.codes for place in merged}
    counts = {
        code: sum(count for place, count in by_place.items() if place.startswith(all_of_it))
        for code, all_of_it in codes.items()
    }
    most = max(counts.values(), default=0) or 1
    return [Tile(code, name, counts[code], -(-5 * counts[code] // most)) for code, name in below]


def line(counts: Sequence[int]) -> str:
    """The points of a trend, in a drawing of WIDE x HIGH."""
    top, step = max(counts, default=0) or 1, WIDE / max(len(counts) - 1, 1)
    return " ".join(
        f"{number * step:.0f},{HIGH - count / top * (HIGH - 4) - 2:.0f}"
        for number, count in enumerate(counts)
    )


def _here(actor: Actor, code: str) -> TalkRows:
    rows = Talk.objects.for_desk(actor)
    return rows.filter(within(whole(code))) if code else rows


def _line_of(weeks: Counter[date], last: date) -> tuple[tuple[date, int], ...]:
    mondays = [last - timedelta(weeks=number) for number in range(SHOWN_WEEKS - 1, -1, -1)]
    return tuple((each, weeks[each]) for each in mondays)


def _rises(actor: Actor, code: str, week: date, topics: Iterable[UUID]) -> dict[UUID, list[Rise]]:
    rows = Rise.objects.filter(within(actor.codes(*LISTENERS)), week=week, topic__in=list(topics))
    if code:
        rows = rows.filter(within(whole(code)))
    found: dict[UUID, list[Rise]] = defaultdict(list)
    for rise in rows:
        found[rise.topic_id].append(rise)
    return found
