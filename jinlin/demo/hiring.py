"""What became of those who were certified: who is introduced to which enterprise, and hired?"""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Max, QuerySet

from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.time import clock
from jinlin.demo.county import PASSWORD, County
from jinlin.demo.neighbours import Resident
from jinlin.domains.training import actions
from jinlin.domains.training.actions import Work
from jinlin.domains.training.models import Course, FollowUp, Introduction, JobWish, Rung, Vacancy
from jinlin.ground.accounts import actions as accounts
from jinlin.ground.accounts.actors import actor_for
from jinlin.ground.accounts.models import User
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Place

APART = 9_000  # numbers of residents whom no other story knows
HIRED = 3  # of each class
ENTERPRISES = {"enterprise-06": ("yonggong", "涂永福"), "enterprise-07": ("zhaopin", "甘巧玲")}
WORK = {
    "电商直播": ("直播助理", "enterprise-07"),
    "养老护理": ("养老护理员", "enterprise-06"),
    "瓷艺制作": ("拉坯工", "enterprise-06"),
    "中式面点": ("职工食堂面点师", "enterprise-06"),
}
STEPS = (
    (4, 10, "certify"),
    (5, 9, "introduce"),
    (6, 12, "consent"),
    (10, 15, "hire"),
)
FOLLOWING = tuple((days, 10, "follow") for days in (35, 97, 190, 373))
OPEN_WORK = ("茶具包装工", "enterprise-07")
ANSWERS = ("employed", "employed", "employed", "own", "none")  # the sixth does not answer
BY_PHONE = ("employed", "none", "employed", "away", "own", "none", "employed")


class Hiring:
    """The way from a certificate to work, through resident, lead and enterprise."""

    def __init__(self, county: County) -> None:
        self.county = county

    def furnish(self) -> None:
        """Both enterprises have somebody who signs in."""
        for key, (username, name) in ENTERPRISES.items():
            user, _first = accounts.add_staff(
                self.county.code, username=username, name=name, password=PASSWORD, actor=SYSTEM
            )
            unit = self.county.units[key]
            accounts.grant_role(user, role=Role.PARTNER, at=unit, actor=SYSTEM)

    def introduce(self, course: Course, people: Sequence[Resident]) -> None:
        """The work is offered, and everybody certified is asked about it."""
        title, key = self._work(course)
        work = Work(
            title,
            course.place,
            "每天8小时，每周休一天",
            "4000元/月起",
            clock.today() + timedelta(days=60),
            module=course.module,
            wanted=HIRED,
        )
        vacancy = actions.offer_work(self.county.units[key], work, actor=self._employer(key))
        for who in people:
            actions.look_for_work(who.person, course.place, actor=who.actor)
            why = f"有{course.title}证书，离家近"
            actions.introduce(vacancy, who.person, why=why, actor=self.county.lead)

    def consent(self, course: Course, people: Sequence[Resident]) -> None:
        """The last of them does not want it."""
        *willing, other = people
        for who in willing:
            actions.agree_to_introduction(self._introduction(course, who), actor=who.actor)
        actions.decline_introduction(self._introduction(course, other), actor=other.actor)

    def hire(self, course: Course, people: Sequence[Resident]) -> None:
        """Said by the enterprise; of one the lead has seen the contract."""
        _title, key = self._work(course)
        employer, lead = self._employer(key), self.county.lead
        for who in people[:HIRED]:
            row = self._introduction(course, who)
            actions.hire(row, since=clock.today(), actor=employer)
            actions.stop_looking(JobWish.objects.get(person=who.person), actor=who.actor)
        row = self._introduction(course, people[HIRED])
        actions.turn_down(row, reason="岗位已招满", actor=employer)
        seen = self._introduction(course, people[0]).placements.get()
        actions.prove(seen, Rung.SEEN, words="劳动合同", actor=lead)
        actions.close_work(self._vacancy(course), actor=employer)

    def offer_now(self, place: Place, people: Sequence[Resident]) -> None:
        """Work of these days: those who still look are asked, and have not answered yet."""
        (title, key), until = OPEN_WORK, clock.today() + timedelta(days=30)
        work = Work(title, place, "可弹性排班", "计件，月均4500元", until, wanted=2)
        vacancy = actions.offer_work(self.county.units[key], work, actor=self._employer(key))
        for who in people:
            why = "学过相近技能，还在找工作"
            actions.introduce(vacancy, who.person, why=why, actor=self.county.lead)

    def _introduction(self, course: Course, who: Resident) -> Introduction:
        rows = Introduction.objects.select_related("vacancy__organisation", "person")
        return rows.get(vacancy=self._vacancy(course), person=who.person)

    def _vacancy(self, course: Course) -> Vacancy:
        title, _key = self._work(course)
        return Vacancy.objects.get(county=course.county, title=title)

    def _work(self, course: Course) -> tuple[str, str]:
        return WORK[course.module.name if course.module else ""]

    def _employer(self, key: str) -> Actor:
        username, _name = ENTERPRISES[key]
        return actor_for(User.objects.get(username=username))


def ask_all(course: Course) -> None:
    """Everybody who was there and whose day has come is asked."""
    rows = FollowUp.objects.filter(enrolment__course=course, due_on__lte=clock.today())
    fresh = rows.filter(asked_at=None).select_related("enrolment__course")
    for row in fresh.order_by("months", "pk"):
        actions.ask_how_it_went(row)


def answer(course: Course, people: Sequence[Resident]) -> None:
    """With one tap, all but those for whom there is no answer."""
    for who, standing in zip(people, ANSWERS, strict=False):
        row = _last_calls(course).get(enrolment__person=who.person)
        actions.answer_follow_up(row, standing, actor=who.actor)


def phone(course: Course, people: Sequence[Person], *, works: bool, actor: Actor) -> None:
    """Staff ring every third of them and write down what they say."""
    rows = {row.person.pk: row for row in _last_calls(course)}
    for number, person in enumerate(people[::3]):
        standing = "employed" if works else BY_PHONE[number % len(BY_PHONE)]
        if row := rows.get(person.pk):
            actions.answer_follow_up(row, standing, actor=actor)


def _last_calls(course: Course) -> "QuerySet[FollowUp]":
    rows = FollowUp.objects.filter(enrolment__course=course, asked_at__isnull=False)
    months = rows.aggregate(last=Max("months"))["last"]
    return rows.filter(months=months).select_related("enrolment__person")
