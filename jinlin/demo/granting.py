"""How are the demo's wishes told?

Through the real actions, by whoever would do it; what nobody does in time the jobs do in the
evening.
"""

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any, ClassVar

from django.db.models import UUIDField
from stdnum.cn import ric

from jinlin.core.actor import Actor
from jinlin.core.actor import Kind as ActorKind
from jinlin.core.prepared import Prepared
from jinlin.core.time import clock
from jinlin.demo.caring import FIRST_NUMBERS
from jinlin.demo.county import RESIDENT_PHONE, County, resident
from jinlin.demo.interludes import Happening
from jinlin.demo.memory import Known
from jinlin.demo.names import full_name
from jinlin.demo.neighbours import Neighbours
from jinlin.demo.plan import SEED
from jinlin.demo.shares import Frame, Share
from jinlin.demo.wishing import Wished, WishPlanner
from jinlin.domains.wishes import actions, jobs
from jinlin.domains.wishes.actions import Agreed, Pledge, Post, Record, Shown
from jinlin.domains.wishes.models import Band, Capacity, Kind, Meeting, Receiver, Wish
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import CareRole, Household, Person, Purpose, Relation
from jinlin.ground.people.queries.persons import has_mandate
from jinlin.ground.places.models import Place

NOWHERE = "350599"  # a district that no citizen id begins with
FIRST_PHONE = 19966000000
MANDATE_WORDING = (
    "2026-1"  # of the sentence that is read out before somebody agrees to be acted for
)
CARERS = {
    Capacity.PARTY_MEMBER: CareRole.MEMBER,
    Capacity.VOLUNTEER: CareRole.VOLUNTEER,
    Capacity.SOCIAL_WORKER: CareRole.WORKER,
}
ELDERLY = ("elderly_alone", "elderly_empty_nest", "elderly_disabled")
GROUPS = {
    Band.CHILD: ("child_in_difficulty", "left_behind_child"),
    Band.ADULT: ("disabled",),
    Band.FAMILY: ("low_income",),
    Band.SIXTIES: ELDERLY,
    Band.SEVENTIES: ELDERLY,
    Band.EIGHTIES: ELDERLY,
}


class Granting:
    """Holds what wishes need to know while they are told."""

    KEPT_AS: ClassVar = {"wishes": "told"}

    def __init__(self, county: County, neighbours: Neighbours, *, seed: int = SEED) -> None:
        self.county, self.neighbours = county, neighbours
        self.chance = Random(seed + 5)
        self.wishes = Known(Wish.objects.all())
        self.in_care = Known(Person.objects.all())

    def begin(self, number: int, plan: Wished) -> None:
        post = self._from_online(plan) if plan.is_online else self._written_down(number, plan)
        actor = (
            self.neighbours.resident(plan.reporter).actor if plan.is_online else self._clerk(plan)
        )
        self.wishes[number] = actions.post(post, actor=actor)

    def move(self, number: int, plan: Wished, position: int) -> None:
        step = plan.steps[position]
        if step.verb != "wait":
            self.wishes[number] = self._move(self._now(self.wishes[number]), plan, step)

    def evening(self, day: date) -> None:
        """What nobody took on is raised, what was not handed over is open again, silence is on
        record.
        """
        for _name, _every, job in jobs.PERIODIC:
            job()

    @staticmethod
    def _now(wish: Wish) -> Wish:
        """The row as it stands: an evening's job may have moved it."""
        (row,) = _WISH.rows(pk=wish.pk)
        return row

    def _move(self, wish: Wish, plan: Wished, step: Happening) -> Wish:
        words, clerk = step.words, self._clerk(plan)
        verbs: dict[str, Callable[[], Wish]] = {
            "agree": lambda: actions.agree(wish, actor=clerk, agreed=self._agreed(plan)),
            "ask_back": lambda: actions.ask_back(wish, actor=clerk, question=words[0]),
            "answer_back": lambda: actions.answer_back(
                wish, actor=self._speaker(wish, plan), answer=words[0]
            ),
            "decline": lambda: actions.decline(
                wish, actor=clerk, reason=words[0], instead=words[1]
            ),
            "publish": lambda: actions.publish(wish, actor=clerk, shown=self._shown(plan)),
            "claim": lambda: actions.claim(
                wish, **self._taken(words[0], words[1], open_to=int(words[2]))
            ),
            "share": lambda: actions.share(
                wish, **self._taken(words[0], words[1], brings=words[2])
            ),
            "give_back": lambda: actions.give_back(
                wish, actor=self._claimer(wish), reason=words[0]
            ),
            "fulfil": lambda: actions.fulfil(
                wish, actor=self._claimer(wish), record=self._record(plan)
            ),
            "dispute": lambda: actions.dispute(
                wish, actor=self._speaker(wish, plan), reason=words[0]
            ),
            "confirm": lambda: actions.confirm(wish, actor=self._speaker(wish, plan)),
            "thank": lambda: actions.thank(
                wish, actor=self._speaker(wish, plan), words=plan.story["thanks"]
            ),
            "withdraw": lambda: actions.withdraw(
                wish, actor=self._speaker(wish, plan), reason=words[0]
            ),
        }
        return verbs[step.verb]()

    def _clerk(self, plan: Wished) -> Actor:
        return self.neighbours.clerk(self._place(plan))

    def _place(self, plan: Wished) -> Place:
        return self.county.homes[plan.home]

    def _from_online(self, plan: Wished) -> Post:
        """By a resident for themself, who agrees there and then; or for somebody of the family, who
        is asked later.
        """
        me = self.neighbours.resident(plan.reporter)
        person = me.person
        if not plan.is_for_self:
            person = people.know(self.county.code, name=full_name(self.chance), actor=me.actor)
        return Post(
            **self._what(plan),
            text=plan.story["own"],
            for_person=person,
            posted_by=None if plan.is_for_self else me.person,
            agreed=Agreed() if plan.is_for_self else None,
        )

    def _written_down(self, number: int, plan: Wished) -> Post:
        person = self._somebody_in_care(plan) or self._somebody(number, plan)
        agreed = None if plan.agrees_later else self._agreed(plan)
        return Post(
            **self._what(plan),
            text=plan.story["said"].format(name=person.name),
            for_person=person,
            agreed=agreed,
        )

    def _what(self, plan: Wished) -> dict[str, Any]:
        story = plan.story
        return {
            "place": self._place(plan),
            "kind": Kind(story["kind"]),
            "estimate": story["estimate"],
            "channel": plan.channel,
            "band": story["band"],
            "meeting": self._meeting(plan),
        }

    @staticmethod
    def _meeting(plan: Wished) -> Meeting:
        return (
            Meeting.STATION if plan.story["kind"] == Kind.THING and plan.home % 3 else Meeting.HOME
        )

    def _somebody_in_care(self, plan: Wished) -> Person | None:
        """Somebody of a household in need at the place, whom the wish fits."""
        homes = Household.objects.in_need().filter(
            place=self._place(plan), members__needs__group__in=GROUPS[plan.story["band"]]
        )
        for person in Person.objects.filter(
            households__in=homes, needs__group__in=GROUPS[plan.story["band"]]
        ).order_by("entered_at", "id"):
            if str(person.pk) not in self.in_care and person.phone != RESIDENT_PHONE:
                self.in_care[str(person.pk)] = person
                return person
        return None

    def _somebody(self, number: int, plan: Wished) -> Person:
        """Known from their card, as old as the wish says, and where they live."""
        clerk, chance = self._clerk(plan), self.chance
        phone = "" if plan.story["band"] == Band.CHILD else f"{FIRST_PHONE + number}"
        person = people.know(
            self.county.code,
            name=full_name(chance),
            phone=phone,
            citizen_id=_card(plan, number, chance),
            actor=clerk,
        )
        address = f"{chance.randint(1, 28)}幢{chance.randint(1, 6)}0{chance.randint(1, 4)}室"
        people.settle(person, self._place(plan), address=address, actor=clerk)
        return person

    def _agreed(self, plan: Wished) -> Agreed:
        if plan.story["band"] == Band.CHILD:
            return Agreed(Relation.GUARDIAN, full_name(self.chance))
        return Agreed()

    def _shown(self, plan: Wished) -> Shown:
        return Shown(
            title=plan.story["title"],
            text=plan.story["text"],
            is_address_released=not plan.is_online,
        )

    def _taken(self, capacity: str, who: str, **brings: Any) -> dict[str, Any]:
        """Who takes it on or joins in, and their pledge."""
        if capacity in {Capacity.TEAM, Capacity.ENTERPRISE}:
            unit = self.county.units[who]
            pledge = Pledge(
                Capacity(capacity),
                full_name(Random(who)),
                unit.phone,
                organisation=unit,
                is_named=True,
                **brings,
            )
            return {"actor": self.county.workers[who], "pledge": pledge}
        if capacity == Capacity.RESIDENT:
            neighbour = self.neighbours.resident(int(who))
            return {
                "actor": neighbour.actor,
                "pledge": Pledge(
                    Capacity.RESIDENT, neighbour.person.name, neighbour.phone, **brings
                ),
            }
        phone = FIRST_NUMBERS[CARERS[Capacity(capacity)]] + int(who)
        _user, actor = resident(f"{phone}")
        return {
            "actor": actor,
            "pledge": Pledge(Capacity(capacity), full_name(Random(phone)), f"{phone}", **brings),
        }

    def _claimer(self, wish: Wish) -> Actor:
        claim = wish.main_claim()
        assert claim is not None, wish
        worker = next(
            (each for each in self.county.workers.values() if each.user_id == claim.user_id), None
        )
        return worker or Actor(kind=ActorKind.PERSON, user_id=claim.user_id)

    def _record(self, plan: Wished) -> Record:
        child = plan.story["band"] == Band.CHILD
        received = (
            Receiver.GUARDIAN
            if child
            else Receiver.FAMILY
            if plan.home % 5 == 0
            else Receiver.PERSON
        )
        return Record(clock.today(), plan.story["what"], received, plan.story["estimate"] or None)

    def _speaker(self, wish: Wish, plan: Wished) -> Actor:
        """Who says it:

        whoever said the wish; otherwise the clerk, whom the person asked to do it for them.
        """
        if plan.is_online:
            return self.neighbours.resident(plan.reporter).actor
        clerk = self._clerk(plan)
        if not has_mandate(clerk, wish.for_person_id):
            agreed = self._agreed(plan)
            consent = people.consent(
                wish.for_person,
                given_by=agreed.given_by,
                relation=agreed.relation,
                purpose=Purpose.ACTING,
                version=MANDATE_WORDING,
                actor=clerk,
            )
            people.act_for(
                wish.for_person, reason="电话里请站点代为答复心愿的事", consent=consent, actor=clerk
            )
        return clerk


_WISH = Prepared[Wish](
    lambda pk: Wish.objects.filter(pk=pk),
    joins=Wish.objects.all().with_row,
    is_kept=False,
    pk=UUIDField(),
)


def _card(plan: Wished, number: int, chance: Random) -> str:
    """A citizen id of nobody, by which the year of birth is known."""
    born = date(plan.reported_at.year - plan.age, chance.randint(1, 12), chance.randint(1, 28))
    body = f"{NOWHERE}{born:%Y%m%d}{number % 1000:03d}"
    return body + str(ric.calc_check_digit(f"{body}0"))  # of all but the last


def plan(frame: Frame) -> list[Wished]:
    planner = WishPlanner(frame.calendar, frame.homes, Random(SEED + 4))
    return [*planner.until_report_day(), *planner.lately(frame.now)]


SHARE = Share(
    kinds=(Wished,),
    plan=plan,
    teller=lambda company: Granting(company.county, company.neighbours),
)
