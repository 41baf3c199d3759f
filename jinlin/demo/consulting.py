"""What do Dehua's neighbourhoods talk over at their 87 stations, and what comes of it?

Each station has had one consultation since the autumn of 2024; the last ones stand today at every
stage. Most are decided in the room, some by a vote of all, a few by a sealed vote of the residents'
delegates. What was agreed is mostly done in time, sometimes late.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from typing import Any

from jinlin.core.hands import Tally
from jinlin.core.time import clock
from jinlin.demo.consulted import BY_NAME, MATTERS, OWNERS, SEALED, Matter
from jinlin.demo.interludes import Happening
from jinlin.demo.memory import Known
from jinlin.demo.plan import SEED
from jinlin.demo.shares import Company, Frame, Share
from jinlin.domains.consultations import actions, jobs, sealing
from jinlin.domains.consultations.actions import (
    Ask,
    Ballot,
    Decision,
    Guest,
    Owner,
    Plan,
    Raised,
)
from jinlin.domains.consultations.lifecycle import State
from jinlin.domains.consultations.models import ActionItem, Meeting, Topic, Vote
from jinlin.domains.consultations.models.topics import Tie, View
from jinlin.domains.consultations.models.votes import Basis
from jinlin.domains.consultations.queries.belonging import lives_elsewhere
from jinlin.ground.accounts.actors import actor_for
from jinlin.ground.accounts.models import User
from jinlin.ground.places.models import Organisation

FIRST = date(2024, 9, 9)
TELLERS = ("jianpiao", "fujian")
RULE, RULE_OF_OWNERS = "half-present", "owners"
FEW_VOICES = 3  # of fewer, one against would already be no majority
VOICES = 3  # who sit in the room
SIGNED_LATER = 10  # of so many minutes one is signed two days later
# Days ago of the first step, and how far each of the last ones has come.
ON_THE_WAY = (
    (2, ""),
    (5, ""),
    (4, "take_up"),
    (6, "take_up"),
    (8, "meet"),
    (10, "meet"),
    (24, "decide"),
    (27, "decide"),
)
HAS_COME = {
    "": 0,
    "take_up": 1,
    "meet": 3,
    "decide": 4,
}


@dataclass
class Consulting:
    """The topic of one station, with its steps."""

    home: int
    reported_at: datetime
    matter: int
    way: str = "hands"  # 'hands', 'by_name', 'owners', 'sealed'
    steps: list[Happening] = field(default_factory=list)


def plan(frame: Frame) -> list[Consulting]:
    """One for each neighbourhood; the same with each start."""
    chance, found = Random(SEED + 21), []
    last = clock.local_day(frame.now) - timedelta(days=75)
    settled = frame.homes - len(ON_THE_WAY)
    for home in range(settled):
        day = FIRST + timedelta(days=home * (last - FIRST).days // max(settled - 1, 1))
        way = "sealed" if home in SEALED else "by_name" if home in BY_NAME else "hands"
        way = "owners" if home in OWNERS else way
        found.append(_story(home, day, way, chance))
    for number, (ago, until) in enumerate(ON_THE_WAY):
        day = clock.local_day(frame.now) - timedelta(days=ago)
        story = _story(settled + number, day, "hands", chance)
        story.steps = story.steps[: HAS_COME[until]]
        found.append(story)
    return found


def _story(home: int, day: date, way: str, chance: Random) -> Consulting:
    matter = chance.randrange(len(MATTERS))
    meets = day + timedelta(days=12)
    steps = [
        Happening(_at(day + timedelta(days=2), home), "take_up"),
        Happening(_at(day + timedelta(days=4), home), "discuss"),
        Happening(_at(day + timedelta(days=6), home), "meet"),
        Happening(clock.at(meets, 19, 40), "decide"),
    ]
    if way in {"by_name", "owners"}:
        steps += [
            Happening(_at(meets + timedelta(days=3), home), "ballots"),
            Happening(_at(meets + timedelta(days=9), home), "count"),
        ]
    if home % SIGNED_LATER == 0:
        steps.append(Happening(_at(meets + timedelta(days=2), home), "sign"))
    days = 55 if home % 7 == 3 else 22 + home % 12
    steps.append(Happening(_at(meets + timedelta(days=9 + days), home), "finish"))
    return Consulting(home, _at(day, home), matter, way, sorted(steps, key=lambda step: step.at))


def _at(day: date, number: int) -> datetime:
    return clock.at(day, 9 + number % 8, number % 60)


@cache
def pairs() -> tuple[sealing.Pair, sealing.Pair]:
    """The two tellers' keys: each sealed vote of the demo is opened on the evening it was cast."""
    return sealing.new_pair(), sealing.new_pair()


class Consultations:
    """Tells consultations through whoever looks after the place."""

    def __init__(self, company: Company) -> None:
        self.county, self.neighbours = company.county, company.neighbours
        self.chance = Random(SEED + 22)
        self.topics = Known(Topic.objects.select_related("place", "unit"))
        self.votes = Known(Vote.objects.all())

    def begin(self, number: int, plan: Consulting) -> None:
        home, matter = self.county.homes[plan.home], MATTERS[plan.matter]
        who = self._resident()
        proposal = Raised(home, matter.text, title=matter.title, person=who.person)
        self.topics[number] = actions.raise_topic(proposal, actor=who.actor)

    def move(self, number: int, plan: Consulting, position: int) -> None:
        topic = Topic.objects.select_related("place", "unit", "meeting").get(
            pk=self.topics[number].pk
        )
        step = plan.steps[position].verb
        if step == "decide":
            self._decide(number, topic, plan)
        elif step in {"ballots", "count"}:
            getattr(self, f"_{step}")(self.votes[number])
        else:
            getattr(self, f"_{step}")(topic, MATTERS[plan.matter])

    def evening(self, day: date) -> None:
        """What the house does by itself; once a week is often enough for a story."""
        if day.weekday() == 0:
            jobs.tell_what_came()
            jobs.settle_topics()
            jobs.burn_boxes()

    def _take_up(self, topic: Topic, _matter: Matter) -> None:
        actions.take_up(topic, actor=self._clerk(topic))

    def _discuss(self, topic: Topic, matter: Matter) -> None:
        """Neighbours support it and say how they stand; the options stand beside."""
        clerk = self._clerk(topic)
        for words, cost in matter.options:
            actions.offer_option(topic, words=words, cost=cost, actor=clerk)
        statement = actions.state(topic, text=matter.statement, person=None, actor=clerk)
        people = [self._resident() for _each in range(4)]
        for who in people[:2]:
            tie = Tie.WORKS if lives_elsewhere(topic, who.person) else Tie.HOME
            actions.support(topic, person=who.person, tie=tie, actor=who.actor)
        for who in people:
            view = View.DISAGREE if self.chance.random() < 0.15 else View.AGREE
            actions.take_a_stance(statement, view=view, person=who.person, actor=who.actor)

    def _meet(self, topic: Topic, _matter: Matter) -> None:
        clerk = self._clerk(topic)
        day = clock.today() + timedelta(days=6)
        details = Plan(f"{topic.place.name}议事会", clock.at(day, 19, 30), "小区微议事站点")
        meeting = actions.plan(topic.place, details, actor=clerk)
        for number in range(VOICES):
            who = self._resident().person
            guest = Guest(name=who.name, person=who, must_come=number < 2)
            actions.list_guest(meeting, guest, actor=clerk)
        meeting.refresh_from_db()
        meeting = actions.invite(meeting, actor=clerk)
        actions.put_on_agenda(topic, meeting=meeting, actor=clerk)

    def _decide(self, number: int, topic: Topic, plan: Consulting) -> None:
        """On the evening of the meeting: decided in the room, or sent to a vote."""
        meeting, matter = topic.meeting, MATTERS[plan.matter]
        if meeting is None:
            return
        clerk = self._clerk(topic)
        meeting = actions.begin(meeting, actor=clerk)
        here = list(meeting.invitees.all())
        for guest in here:
            actions.sign_in(guest, by="name", actor=clerk)
        if plan.way == "hands":
            self._by_hands(topic, matter, len(here))
        elif plan.way == "by_name":
            self.votes[number] = self._prepared(topic, matter, secret=False)
        elif plan.way == "owners":
            self.votes[number] = self._of_owners(topic, matter)
        else:
            self._sealed(topic, matter)
        meeting.refresh_from_db()
        meeting = actions.end(meeting, actor=clerk)
        if all(step.verb != "sign" for step in plan.steps):
            self._sign(topic, matter)

    def _sign(self, topic: Topic, _matter: Matter) -> None:
        meeting = Meeting.objects.get(lines__topic=topic)
        meeting = actions.sign_first(meeting, actor=self.county.lead)
        actions.sign(meeting, actor=self._clerk(topic))

    def _by_hands(self, topic: Topic, matter: Matter, voices: int) -> None:
        is_disputed = self.chance.random() < 0.3
        against = 1 if is_disputed and voices > FEW_VOICES else 0
        tally = Tally(voices, voices, voices - against, against)
        how = "hands" if against or self.chance.random() < 0.7 else "consent"
        topic.refresh_from_db()
        decision = Decision(matter.decision, how, tally, RULE)
        self._agree(actions.decide(topic, decision=decision, actor=self.county.lead), matter)

    def _prepared(self, topic: Topic, matter: Matter, *, secret: bool) -> Vote:
        users = list(User.objects.filter(username__in=TELLERS)) if secret else []
        ask = Ask(
            matter.question,
            RULE,
            basis=Basis.PERSON,
            is_secret=secret,
            may_change=not secret,
            days=7,
            tellers=users,
        )
        topic.refresh_from_db()
        topic = actions.prepare(topic, ask=ask, actor=self.county.lead)
        vote = topic.votes.get(state="prepared")
        clerk = self._clerk(topic)
        for person in {who.person.pk: who.person for who in self._many(10)}.values():
            actions.enrol(vote, name=person.name, person=person, actor=clerk)
        for user, pair in zip(users, pairs() if secret else (), strict=False):
            actions.hand_in_key(vote, key=pair.public, actor=actor_for(user))
        for elector in vote.electors.filter(person__user=None) if secret else ():
            actions.strike(elector, actor=clerk)  # only the delegates vote
        vote.refresh_from_db()
        return actions.open_(vote, actor=self.county.lead)

    def _of_owners(self, topic: Topic, matter: Matter) -> Vote:
        """Owners vote by name, and are counted by heads and by area."""
        basis, topic = Basis.OWNER, Topic.objects.get(pk=topic.pk)
        ask = Ask(matter.question, RULE_OF_OWNERS, basis=basis, is_secret=False, may_change=True)
        topic = actions.prepare(topic, ask=ask, actor=self.county.lead)
        people = {who.person.pk: who.person for who in self._many(10)}.values()
        owners = [
            Owner(person.name, (82 + 7 * number % 60) * 100, person)
            for number, person in enumerate(each for each in people if each.user_id)
        ]
        vote = topic.votes.get(state="prepared")
        actions.enrol_owners(vote, owners=owners, actor=self._clerk(topic))
        vote.refresh_from_db()
        return actions.open_(vote, actor=self.county.lead)

    def _sealed(self, topic: Topic, matter: Matter) -> None:
        """The delegates vote in the room, each at their own phone; the box is opened at once."""
        vote = self._prepared(topic, matter, secret=True)
        keys, one, two = (vote.key_one, vote.key_two), *pairs()
        if (one.public, two.public) != keys:
            one, two = two, one
        for number, elector in enumerate(vote.electors.select_related("person__user")):
            choice = "against" if number % 5 == 4 else "for"
            sealed = sealing.seal(choice, vote=str(vote.pk), keys=keys)
            code = f"{self.chance.getrandbits(64):016X}"
            user = elector.person.user if elector.person else None
            actions.cast(vote, Ballot(sealed, code), actor=self.neighbours.actor_of(user))
        vote.refresh_from_db()
        vote = actions.close(vote, actor=self.county.lead)
        counts = sealing.count(
            vote.box.values_list("sealed", flat=True),
            vote=str(vote.pk),
            privates=(one.private, two.private),
            choices=vote.keys,
        )
        for user in (vote.teller_one, vote.teller_two):
            if user is not None:
                actions.hand_in_count(vote, counts=counts, actor=actor_for(user))
        vote.refresh_from_db()
        actions.publish(vote, actor=self.county.lead)
        self._agree(Topic.objects.get(pk=topic.pk), matter)

    def _ballots(self, vote: Vote) -> None:
        doubt = 0.6 if self.chance.random() < 0.2 else 0.2  # now and then most are against it
        for number, elector in enumerate(vote.electors.select_related("person__user")):
            if number % 4 == 3 or elector.person is None or elector.person.user is None:
                continue  # not everybody votes
            choice = "against" if self.chance.random() < doubt else "for"
            actor = self.neighbours.actor_of(elector.person.user)
            actions.vote_by_name(vote, choice=choice, actor=actor)

    def _count(self, vote: Vote) -> None:
        vote.refresh_from_db()
        vote = actions.close(vote, actor=self.county.lead)
        vote = actions.publish(vote, actor=self.county.lead)
        topic = Topic.objects.get(pk=vote.topic_id)
        matter = next(each for each in MATTERS if each.title == topic.title)
        if topic.state == State.DECIDED:
            self._agree(topic, matter)

    def _agree(self, topic: Topic, matter: Matter) -> None:
        due_on = clock.today() + timedelta(days=40)
        for what, owner in matter.items:
            unit = self._unit(topic, owner)
            actions.agree_on(topic, what=what, owner=unit, due_on=due_on, actor=self._clerk(topic))

    def _finish(self, topic: Topic, matter: Matter) -> None:
        """What was agreed is done; what found no majority is left alone."""
        if topic.state == State.TAKEN_UP:
            reason = "表决没有通过，暂不再议；有新的办法再提出来。"
            actions.refuse(topic, reason=reason, actor=self.county.lead)
        rows = ActionItem.objects.filter(topic=topic, ended_on=None).select_related("owner")
        for item in rows.order_by("agreed_at", "pk"):
            actions.finish(item, outcome=matter.outcome, actor=self._clerk(topic))

    def _unit(self, topic: Topic, owner: str) -> Organisation:
        return self.county.units[owner] if owner else topic.unit

    def _clerk(self, topic: Topic) -> Any:
        return self.neighbours.clerk(topic.place)

    def _resident(self) -> Any:
        return self.neighbours.resident(self.chance.randrange(60))

    def _many(self, number: int) -> list[Any]:
        return [self._resident() for _each in range(number)]


SHARE = Share(kinds=(Consulting,), plan=plan, teller=Consultations)
