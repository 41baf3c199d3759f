"""Which rounds of door-knocking does Dehua make, and what is found at the doors?

Winter 2024 and spring 2025, each to every household in need; and one that goes on today. What was
found and became an appeal or a wish is one of those that the county tells of channel 'door knock'
anyway: the finding names it, where a door of its neighbourhood is on the list.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from jinlin.core.actor import SYSTEM
from jinlin.core.keys import uuid7
from jinlin.core.time import clock
from jinlin.demo.caring import HOUSEHOLDS
from jinlin.demo.interludes import Happening
from jinlin.demo.memory import Known
from jinlin.demo.plan import SEED, Plan
from jinlin.demo.shares import Company, Frame, Share
from jinlin.demo.wished import Wished
from jinlin.domains.appeals.models import Channel
from jinlin.domains.visits import actions
from jinlin.domains.visits.actions import Handed, Handset, Terms
from jinlin.domains.visits.actions.finding import held_finding, note_passed
from jinlin.domains.visits.lifecycle import DoorState
from jinlin.domains.visits.models import ChecklistVersion, Door, Finding, Pack, Round
from jinlin.domains.visits.queries.offered import groups_offered
from jinlin.domains.visits.queries.report import draft_of_report
from jinlin.domains.visits.questions import USUAL
from jinlin.domains.wishes.models import Channel as WishChannel
from jinlin.ground.accounts.actors import actor_for
from jinlin.ground.accounts.models import User
from jinlin.ground.places.models import Place

WINTER = (date(2024, 12, 2), date(2025, 1, 10))
SPRING = (date(2025, 3, 3), date(2025, 4, 11))
AT_DOORS = (Channel.DOOR, WishChannel.DOOR)
STEP = 7  # how caring spreads households over the neighbourhoods
TODAY_SHARE = 3  # of the round that goes on today, one door in so many was tried
CARE = (
    "一个人做饭不方便，想有人送饭。",
    "降压药快没了，不会用手机挂号。",
    "腿脚不好，买菜要人陪。",
)
SEEN = ("已联系社区食堂，明天起送餐。", "已陪去卫生站续药。", "已安排志愿者每周陪买菜。")
HELP = ("买菜", "看病", "维修", "说说话", "办手续")


@dataclass
class Outing:
    """One round, with its steps."""

    title: str
    starts_on: date
    ends_on: date
    reported_at: datetime
    steps: list[Happening] = field(default_factory=list)


@dataclass
class Knock:
    """Somebody knocks at a door of this neighbourhood in this round. `appeal` or `wish` is the
    number of the story that its finding became.
    """

    outing: int
    home: int
    outcome: str
    reported_at: datetime
    appeal: int | None = None
    wish: int | None = None
    finds: str = ""
    steps: list[Happening] = field(default_factory=list)


def plan(frame: Frame) -> list[Any]:
    """The rounds and every knock; the same with each start."""
    chance, first = Random(SEED + 31), len(frame.stories)
    today = clock.local_day(frame.now)
    stories: list[Any] = [
        _outing("2024年冬季敲门行动", *WINTER, closes=True),
        _outing("2025年春季敲门行动", *SPRING, closes=True),
        _outing("近邻敲门行动", today - timedelta(days=4), today + timedelta(days=17)),
    ]
    for number, (since, until) in enumerate((WINTER, SPRING)):
        knocks = [
            _knock(first + number, k, frame.homes, since, until, chance) for k in range(HOUSEHOLDS)
        ]
        _tie(knocks, frame.stories)
        stories += [again for knock in knocks for again in _tries(knock, chance)]
    days = (today - timedelta(days=4), today)
    stories += [
        _knock(first + 2, k, frame.homes, *days, chance) for k in range(0, HOUSEHOLDS, TODAY_SHARE)
    ]
    return stories


def _outing(title: str, since: date, until: date, *, closes: bool = False) -> Outing:
    steps = [Happening(clock.at(since, 8, 30), "set_out")]
    if closes:
        steps.append(Happening(clock.at(until + timedelta(days=2), 16), "close"))
    return Outing(title, since, until, clock.at(since - timedelta(days=3), 10), steps)


def _knock(outing: int, k: int, homes: int, since: date, until: date, chance: Random) -> Knock:
    day = since + timedelta(days=chance.randrange((until - since).days))
    at = clock.at(day, chance.choice((9, 10, 14, 15, 16, 19)), chance.randrange(60))
    drawn = chance.random()
    outcome = "visited" if drawn < 0.82 else "not_home" if drawn < 0.93 else "refused"
    outcome = "moved" if drawn > 0.97 else outcome
    knock = Knock(outing, k * STEP % homes, outcome, at)
    if outcome == "visited" and chance.random() < 0.12:
        knock.finds = "care"
        knock.steps = [Happening(at + timedelta(days=1, hours=2), "see_to")]
    elif outcome == "visited" and k == HOUSEHOLDS // 2:
        knock.finds = "urgent"
        knock.steps = [Happening(at + timedelta(hours=3), "see_to")]
    return knock


def _tie(knocks: list[Knock], stories: Sequence[Any]) -> None:
    """What the county tells of door-knocking in these weeks was found at one of these doors."""
    since = min(knock.reported_at for knock in knocks)
    until = max(knock.reported_at for knock in knocks)
    free: dict[int, list[Knock]] = {}
    for knock in knocks:
        if knock.outcome == "visited" and not knock.finds:
            free.setdefault(knock.home, []).append(knock)
    for number, story in enumerate(stories):
        is_ours = isinstance(story, Plan | Wished) and story.channel in AT_DOORS
        if is_ours and since < story.reported_at < until and free.get(story.home):
            knock = free[story.home].pop()
            knock.reported_at = story.reported_at + timedelta(minutes=3)
            if isinstance(story, Wished):
                knock.wish = number
            else:
                knock.appeal = number


def _tries(knock: Knock, chance: Random) -> list[Knock]:
    """Who was not home is tried again; the third time it goes up."""
    if knock.outcome != "not_home":
        return [knock]
    later = [
        Knock(knock.outing, knock.home, outcome, knock.reported_at + timedelta(days=days))
        for days, outcome in ((2, "not_home"), (4, chance.choice(("visited", "not_home"))))
    ]
    return [knock, *later]


class Knocking:
    """Tells rounds through whoever leads the county, and knocks through its two visitors."""

    def __init__(self, company: Company) -> None:
        self.county = company.county
        self.appeals: Known = company.tellers["appeals"].appeals  # type: ignore[attr-defined]
        self.wishes: Known = company.tellers["wishes"].wishes  # type: ignore[attr-defined]
        self.chance = Random(SEED + 32)
        self.rounds = Known(Round.objects.select_related("place", "unit"))
        self.knocked = Known(Door.objects.select_related("round"))
        self.packs = Known(Pack.objects.select_related("user"))
        self.named = Known(Finding.objects.all())

    def begin(self, number: int, plan: Outing | Knock) -> None:
        if isinstance(plan, Outing):
            self.rounds[number] = self._plan(plan)
        else:
            self._knock(number, plan)

    def move(self, number: int, plan: Outing | Knock, position: int) -> None:
        verb, lead = plan.steps[position].verb, self.county.lead
        if verb == "see_to":
            if number in self.named:
                note = self.chance.choice(SEEN)
                actions.see_to(self.named[number], note=note, actor=lead)
            return
        round_ = Round.objects.select_related("place", "unit").get(pk=self.rounds[number].pk)
        if verb == "set_out":
            actions.set_out(round_, actor=lead)
        else:
            self._settle(round_)
            round_.refresh_from_db(fields=["version"])
            actions.close(round_, report=draft_of_report(round_), actor=lead)

    def evening(self, day: date) -> None:
        """Nothing by itself."""

    def _plan(self, plan: Outing) -> Round:
        place = Place.objects.present().get(code=self.county.code)
        groups = groups_offered([self.county.code])
        terms = Terms(plan.title, groups, self._checklist(), plan.starts_on, plan.ends_on)
        return actions.plan(place, terms, actor=self.county.lead)

    def _checklist(self) -> Any:
        held = ChecklistVersion.objects.filter(county=self.county.code).first()
        return held or actions.publish_checklist(
            self.county.code, "关爱走访清单", USUAL, actor=self.county.lead
        )

    def _settle(self, round_: Round) -> None:
        """Where nobody was ever home, the lead has asked the neighbours by the end."""
        for door in round_.doors.filter(state=DoorState.RAISED).select_related("round"):
            actions.settle(
                door, reason="邻居说去厦门女儿家过冬，已电话联系上。", actor=self.county.lead
            )

    def _knock(self, number: int, plan: Knock) -> None:
        """At a door of the neighbourhood that is still to be tried; nothing where there is none."""
        round_, place = self.rounds.get(plan.outing), self.county.homes[plan.home]
        rows = Door.objects.filter(round=round_, place_code=place.code, visitor__isnull=False)
        door = rows.to_do().order_by("-tries", "pk").first() if round_ else None
        if door is None or door.state == DoorState.RAISED:
            return
        content = self._form(plan, door)
        key = uuid7()
        handed = Handed(key, content, str(key), clock.now(), SYSTEM)
        taken = actions.take(handed)
        became = self._became(plan)
        if taken.visit is not None and became is not None and taken.keys:
            finding = held_finding(taken.keys[0])
            note_passed(finding, subject_id=became.pk, number=became.number, actor=SYSTEM)
        elif taken.keys:
            self.named[number] = Finding.objects.get(pk=taken.keys[0])

    def _became(self, plan: Knock) -> Any:
        """The appeal or wish that the county tells of it, which the finding names."""
        if plan.wish is not None:
            return self.wishes.get(plan.wish)
        return self.appeals.get(plan.appeal) if plan.appeal is not None else None

    def _form(self, plan: Knock, door: Door) -> dict[str, Any]:
        pack = self._pack(door)
        own = door.visits.filter(phone=pack.phone_id).count() + 1
        return {
            "pack": str(pack.pk),
            "secret": pack.secret,
            "door": str(door.pk),
            "base": door.version,
            "own": own,
            "outcome": plan.outcome,
            "said_at": clock.now().isoformat(),
            "checklist": door.round.checklist.label,
            "answers": self._answers() if plan.outcome == "visited" else [],
            "findings": self._found(plan),
        }

    def _answers(self) -> list[dict[str, Any]]:
        answers: dict[str, Any] = {
            "alone": self.chance.choice(("yes", "no")),
            "health": self.chance.choice(("好", "一般", "一般", "差")),
            "gas": "yes",
            "help": self.chance.sample(HELP, self.chance.randrange(3)),
        }
        return [
            {"key": q.key, "kind": q.kind, "text": q.text, "given": "said", "said": answers[q.key]}
            if q.key in answers
            else {"key": q.key, "kind": q.kind, "text": q.text, "given": "not_asked"}
            for q in USUAL
        ]

    def _found(self, plan: Knock) -> list[dict[str, Any]]:
        key = str(uuid7())
        if plan.appeal is not None and plan.appeal in self.appeals:
            return [{"id": key, "kind": "appeal", "text": self.appeals[plan.appeal].text}]
        if plan.wish is not None and plan.wish in self.wishes:
            wish = self.wishes[plan.wish]
            return [{"id": key, "kind": "wish", "text": wish.text, "wish_kind": wish.kind}]
        if plan.finds == "urgent":
            text = "老人在家摔倒起不来，已打 120。"
            danger = {"danger": "life", "called": "120"}
            return [{"id": key, "kind": "urgent", "text": text, **danger}]
        if plan.finds:
            return [{"id": key, "kind": "care", "text": self.chance.choice(CARE)}]
        return []

    def _pack(self, door: Door) -> Pack:
        """The list that the door's visitor took along that morning."""
        day = clock.today().isoformat()
        name = (day, str(door.visitor_id))
        pack = self.packs.get(name)
        if pack is None or str(door.pk) not in pack.doors:
            user = User.objects.get(pk=str(door.visitor_id))
            pack, _doors = actions.take_along(self._handset(user), actor=actor_for(user))
            self.packs[name] = pack
        return pack

    def _handset(self, user: User) -> Handset:
        before = Pack.objects.filter(user=user).order_by("taken_at").first()
        return Handset(before.phone_id if before else uuid7(), "Android")


SHARE = Share(kinds=(Outing, Knock), plan=plan, teller=Knocking, asks=("appeals", "wishes"))
