"""Which households of the demo county are in need, and who looks after them?

Told through the real actions, in order of time.
"""

from datetime import timedelta
from random import Random

from django.db import transaction

from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.time import clock
from jinlin.demo.county import BEGUN, RESIDENT_PHONE, County, resident
from jinlin.demo.names import full_name
from jinlin.demo.plan import SEED
from jinlin.ground.accounts.models import User
from jinlin.ground.people import actions as people
from jinlin.ground.people.actions import Carer, NewMember
from jinlin.ground.people.models import CareLink, CareRole, GroupInNeed, Household, Relation
from jinlin.ground.places.models import Place

HOUSEHOLDS, WITHOUT_VOLUNTEER, WITHOUT_WORKER, HANDED_OVER = 120, 12, 3, 9
PARTY_MEMBERS, VOLUNTEERS, WORKERS = 30, 40, 8
FIRST_DAY = BEGUN + timedelta(days=1)
FIRST_NUMBERS = {
    CareRole.MEMBER: 19911000000,
    CareRole.VOLUNTEER: 19922000000,
    CareRole.WORKER: 19933000000,
}
CHILD_GROUPS = frozenset({"child_in_difficulty", "left_behind_child"})
NOTES = (
    "每周三上午买菜，老人耳背，敲门要敲重一点。",
    "降压药每月十号左右用完，提醒去社区卫生站续开。",
    "女儿在厦门工作，有事先打女儿电话。",
    "孩子周末在奶奶家，平时放学后在四点半课堂。",
    "轮椅下楼不方便，需要时请物业帮忙抬一下。",
)


class Caring:
    """Tells who came into care: one household a time, on the days after FIRST_DAY."""

    def __init__(self, county: County, *, seed: int = SEED) -> None:
        self.county = county
        self.chance = Random(seed + 2)
        self.groups = {group.code: group for group in GroupInNeed.objects.filter(is_open=True)}
        self.carers: dict[CareRole, list[Carer]] = {}

    @transaction.atomic
    def tell(self) -> None:
        """All households came on record within some months, and have their carers; some carers
        handed over since.
        """
        sizes = {
            CareRole.MEMBER: PARTY_MEMBERS,
            CareRole.VOLUNTEER: VOLUNTEERS,
            CareRole.WORKER: WORKERS,
        }
        with clock.set_to(clock.at(BEGUN, 10)):
            self.carers = {
                role: [self._carer(first + number) for number in range(sizes[role])]
                for role, first in FIRST_NUMBERS.items()
            }
        numbers = list(range(HOUSEHOLDS))
        self.chance.shuffle(numbers)
        lacking = dict.fromkeys(numbers[:WITHOUT_VOLUNTEER], CareRole.VOLUNTEER)
        lacking |= dict.fromkeys(
            numbers[WITHOUT_VOLUNTEER : WITHOUT_VOLUNTEER + WITHOUT_WORKER], CareRole.WORKER
        )
        links: list[CareLink] = []
        for number in range(HOUSEHOLDS):
            with clock.set_to(clock.at(FIRST_DAY + timedelta(days=number), 9, 30)):
                links += self._household(number, without=lacking.get(number))
        for turn, link in enumerate(
            self.chance.sample(
                [link for link in links if link.role == CareRole.VOLUNTEER], HANDED_OVER
            )
        ):
            with clock.set_to(clock.at(FIRST_DAY + timedelta(days=HOUSEHOLDS + 20 + turn), 15)):
                self._hand_over(link)

    def _household(self, number: int, *, without: CareRole | None) -> list[CareLink]:
        home = self._register(number)
        if number % 3 == 0:
            other = NewMember(name=full_name(self.chance), phone=f"{19944000000 + number}")
            people.add_member(home, other, actor=SYSTEM)
        return [
            people.link(home, role=role, carer=carers[number % len(carers)], actor=SYSTEM)
            for role, carers in self.carers.items()
            if role != without
        ]

    def _register(self, number: int) -> Household:
        place = self._place(number)
        group = self._group()
        child = group.code in CHILD_GROUPS
        house, floor, door = (self.chance.randint(1, most) for most in (28, 6, 4))
        address = f"{house}幢{floor}0{door}室"
        member = NewMember(
            name=full_name(
                self.chance if number else Random(SEED)
            ),  # the first is the resident who can sign in
            phone=RESIDENT_PHONE if number == 0 else "" if child else f"{19955000000 + number}",
            groups=[group],
            relation=Relation.GUARDIAN if child else Relation.SELF,
            given_by=full_name(self.chance) if child else "",
        )
        return people.register_household(place, member, address=address, actor=SYSTEM)

    def _place(self, number: int) -> Place:
        return self.county.homes[number * 7 % len(self.county.homes)]

    def _group(self) -> GroupInNeed:
        return self.groups[self.chance.choice(sorted(self.groups))]

    def _carer(self, number: int) -> Carer:
        user, actor = resident(f"{number}")
        name = full_name(Random(number))
        self._introduce(user, actor, name)
        return Carer(user, name)

    def _introduce(self, user: User, actor: Actor, name: str) -> None:
        people.know(self.county.place.code, name=name, phone=user.phone, user=user, actor=actor)

    def _hand_over(self, link: CareLink) -> None:
        others = [
            carer for carer in self.carers[CareRole.VOLUNTEER] if carer.user.pk != link.user_id
        ]
        people.hand_over_link(
            link, to=self.chance.choice(others), note=self.chance.choice(NOTES), actor=SYSTEM
        )
