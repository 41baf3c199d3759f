"""How are the demo's reception days told?

Through the real actions: sessions laid out, opened, held and closed, and what was said in them.
"""

from datetime import date
from random import Random
from typing import Any

from django.db.models import DateField, UUIDField

from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.figures import answers
from jinlin.core.figures.measures import Window
from jinlin.core.prepared import Prepared
from jinlin.core.time import clock
from jinlin.demo.county import County
from jinlin.demo.interludes import Happening
from jinlin.demo.memory import Known
from jinlin.demo.neighbours import Neighbours, Resident
from jinlin.demo.plan import REPORT_DAY, SEED
from jinlin.demo.receiving import LAST_FRIDAY, Begun, Held, Talk, beginnings
from jinlin.demo.shares import Frame, Share
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.receptions import actions, jobs
from jinlin.domains.receptions.actions import Chair, Terms
from jinlin.domains.receptions.lifecycle import ConversationState, State
from jinlin.domains.receptions.measures import MEASURES
from jinlin.domains.receptions.models import (
    Booking,
    Conversation,
    How,
    Part,
    Series,
    Session,
    Topic,
)
from jinlin.ground.accounts.actors import without_grants
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Organisation, OrganisationKind, Place
from jinlin.journeys.reception_to_appeal import Passed, carry_all_news_back, pass_on

COUNTABLE, SOLVED = 474, 405  # of 621 conversations, on the report day
TOPICS = {
    "01": Topic.REPAIR,
    "02": Topic.PROPERTY,
    "04": Topic.PARKING,
    "06": Topic.CLEANING,
    "13": Topic.NEIGHBOURS,
}


class Hosts:
    """Holds what reception days need to know while they are told."""

    def __init__(self, county: County, neighbours: Neighbours, *, seed: int = SEED) -> None:
        self.county, self.neighbours = county, neighbours
        self.chance = Random(seed + 3)
        self.series = Known(Series.objects.select_related("place", "organiser"))
        self.bookings = Known(Booking.objects.select_related("session", "person"))
        self.conversations = Known(Conversation.objects.select_related("person__user"))

    def begin(self, number: int, plan: Held | Begun) -> None:
        """A neighbourhood has its series, its roster, and its sessions until the last Friday of the
        plan; a session stands in the calendar already.
        """
        if isinstance(plan, Begun):
            self.series[plan.home] = self._begin(self.county.homes[plan.home])
            actions.lay_out(self.series[plan.home], until=LAST_FRIDAY, actor=SYSTEM)

    def move(self, number: int, plan: Held | Begun, position: int) -> None:
        if isinstance(plan, Begun):
            actions.lay_out(self.series[plan.home], until=plan.until, actor=SYSTEM)
        else:
            self._move(number, plan, plan.steps[position])

    def _move(self, number: int, plan: Held, step: Happening) -> None:
        session, host = self._session(plan), self._host(plan)
        if step.verb == "cancel":
            actions.cancel(session, reason=step.words[0], actor=self.county.lead)
        elif step.verb == "open":
            self._open(session, host)
        elif step.verb == "close":
            actions.close(session, actor=host)
        elif step.verb == "book":
            self._book(number, plan, step.words[0], session)
        elif step.verb == "talk":
            self._talk(number, plan, step.words[0], session, host)
        else:
            self._confirm(self.conversations[number, step.words[0]], plan.talks[int(step.words[0])])

    def evening(self, day: date) -> None:
        """News of appeals is carried back, silence is noted; on the report day the last residents
        of that week are asked, and say what the county published.
        """
        carry_all_news_back()  # a whole story stands in the minutes that news are looked for again
        jobs.lapse_silent()
        if day == REPORT_DAY:
            self._ask_the_last()

    def pass_on(
        self,
        plan: Any,
        *,
        text: str,
        category: Any,
        grade: Any,
        unit: Organisation,
        reporter: Resident,
    ) -> Appeal:
        """Something is said at a session that is put right elsewhere: it is an appeal, in the hand
        of its unit.
        """
        session, host = self._session(plan.held), self._host(plan.held)
        topic = TOPICS.get(category.pk[:2], Topic.OTHER)
        booking = actions.walk_in(session, topic=topic, person=reporter.person, actor=host)
        conversation = actions.begin(booking, text=text, actor=host)
        matter = Passed(text=text, category=category, grade=grade, unit=unit)
        number = pass_on(conversation, matter, actor=host).appeal_number
        return Appeal.objects.select_related("place", "unit").get(
            county=self.county.code, number=number
        )

    def _begin(self, home: Place) -> Series:
        room = f"{home.name}红色会客厅"
        series = actions.set_up(
            home, terms=Terms(name=f"{home.name}业主接待日", room=room), actor=self.county.lead
        )
        for chair in self._roster(home):
            actions.seat(series, chair=chair, actor=self.county.lead)
        return series

    def _roster(self, home: Place) -> list[Chair]:
        """1 + 5 + N: who leads, the five, and a lawyer."""
        departments = [
            unit for unit in self.county.units.values() if unit.kind == OrganisationKind.DEPARTMENT
        ]
        number = self.county.homes.index(home)
        return [
            Chair(
                Part.LEADER,
                self._near(home, OrganisationKind.COMMUNITY_COMMITTEE),
                title="社区党组织书记",
            ),
            Chair(Part.DEPARTMENT, departments[number % len(departments)]),
            Chair(Part.BRANCH, title="小区党支部书记"),
            Chair(Part.OWNERS, title="业委会主任"),
            Chair(
                Part.PROPERTY,
                self._near(home, OrganisationKind.PROPERTY_COMPANY),
                title="物业项目经理",
            ),
            Chair(Part.SOCIAL, self._any(OrganisationKind.SOCIAL_ORGANISATION, number)),
            Chair(Part.EXPERT, title="值班律师"),
        ]

    def _near(self, home: Place, kind: str) -> Organisation | None:
        near = [
            unit
            for unit in self.county.units.values()
            if unit.kind == kind and home.code.startswith(unit.place_code)
        ]
        return max(near, key=lambda unit: len(unit.place_code)) if near else None

    def _any(self, kind: str, number: int) -> Organisation:
        units = [unit for unit in self.county.units.values() if unit.kind == kind]
        return units[number % len(units)]

    def _session(self, plan: Held) -> Session:
        (session,) = _SESSION.rows(series=self.series[plan.home].pk, on=plan.on)
        return session

    def _host(self, plan: Held) -> Actor:
        return self.neighbours.clerk(self.county.homes[plan.home])

    def _open(self, session: Session, host: Actor) -> None:
        session = actions.open_(session, actor=host)
        seats = list(session.sittings.values_list("pk", flat=True))
        actions.note_presence(
            session, present=[pk for pk in seats if self.chance.random() < 0.94], actor=host
        )

    def _book(self, number: int, plan: Held, key: str, session: Session) -> None:
        talk = plan.talks[int(key)]
        resident = self.neighbours.resident(talk.reporter)
        if (
            session.state == State.PLANNED
            and not Booking.objects.filter(session=session, person=resident.person).exists()
        ):
            slot = session.slots[int(key)]
            self.bookings[number, key] = actions.book(
                session,
                person=resident.person,
                topic=talk.words["topic"],
                slot_at=slot,
                actor=resident.actor,
            )

    def _talk(self, number: int, plan: Held, key: str, session: Session, host: Actor) -> None:
        talk = plan.talks[int(key)]
        booking = self.bookings.get((number, key))
        if booking is None:
            person = self.neighbours.resident(talk.reporter).person
            booking = actions.walk_in(session, topic=talk.words["topic"], person=person, actor=host)
        else:
            booking = actions.arrive(booking, actor=host)
        words = {
            "neighbourhood": self.county.homes[plan.home].name,
            "building": f"{talk.building}幢",
        }
        answer = talk.words["instead" if talk.is_outside else "answer"].format_map(words)
        outcome = "outside" if talk.is_outside else "answered"
        text = talk.words["said"].format_map(words)
        self.conversations[number, key] = actions.record(
            booking, text=text, outcome=outcome, answer=answer, actor=host
        )

    def _confirm(self, conversation: Conversation, talk: Talk) -> None:
        """What was signed on paper is noted by somebody else than who answered."""
        paper = talk.how == How.PAPER
        actor = self.county.lead if paper else self._actor_of(conversation.person)
        comment = talk.words["comment"] if self.chance.random() < 0.6 else ""
        actions.confirm(conversation, how=talk.how, comment=comment, actor=actor)

    def _actor_of(self, person: Person | None) -> Actor:
        assert person is not None
        assert person.user is not None
        return without_grants(person.user)

    def _ask_the_last(self) -> None:
        """Of those who have said nothing yet, as many no longer want it and as many call it solved
        as the published figures tell; the rest stay silent.
        """
        rate = answers.answer(
            next(each for each in MEASURES if each.key == "receptions.closure_rate"),
            Window(self.county.code, REPORT_DAY),
        )
        rows = Conversation.objects.filter(
            county=self.county.code, state=ConversationState.ANSWERED
        ).select_related("person__user")
        silent = list(rows.order_by("received_at", "id"))
        withdrawn, solved = rate.denominator - COUNTABLE, SOLVED - rate.numerator
        assert 0 <= withdrawn <= withdrawn + solved <= len(silent), (rate, len(silent))
        for conversation in silent[:withdrawn]:
            actions.withdraw(
                conversation,
                reason="已自行解决，不用再办",
                actor=self._actor_of(conversation.person),
            )
        for conversation in silent[withdrawn : withdrawn + solved]:
            actions.confirm(conversation, how=How.PORTAL, actor=self._actor_of(conversation.person))


_SESSION = Prepared[Session](
    lambda series, on: Session.objects.filter(series=series, on=on),
    joins=("series__place", "series__organiser"),
    is_kept=False,
    series=UUIDField(),
    on=DateField(),
)


def plan(frame: Frame) -> list[Begun]:
    """When each neighbourhood begins; its sessions are planned with the appeals."""
    held = [each for each in frame.stories if isinstance(each, Held)]
    return beginnings(held, clock.local_day(frame.now))


SHARE = Share(
    kinds=(Held, Begun),
    plan=plan,
    teller=lambda company: Hosts(company.county, company.neighbours),
    at_last=jobs.lay_out,  # the weeks to come
)
