"""Which classes are held near the doors, and which for the social workers?

In Dehua four classes of two evenings each, who was certified and found work after them, and one
that can be enrolled in now; in Tongwei and Jincheng those of the profession. Titles, teachers and
people are invented.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.db import transaction
from stdnum.cn import ric

from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.time import clock
from jinlin.demo import hiring, registers
from jinlin.demo.interludes import Happening
from jinlin.demo.memory import Known
from jinlin.demo.names import full_name
from jinlin.demo.shares import Company, Frame, Share
from jinlin.domains.training import actions
from jinlin.domains.training.actions import Invitation, Reply, Slot, Terms, Wanted
from jinlin.domains.training.models import PREPARING, Course, Enrolment, Kind, Module, Room, Teacher
from jinlin.ground.people.actions import Listed, know_listed
from jinlin.ground.people.models import Person
from jinlin.ground.places.init import build_county
from jinlin.ground.places.models import Organisation, OrganisationKind, Place
from jinlin.journeys.training_to_workforce import credit

SEED = 20250429
TONGWEI, JINCHENG = "621121", "140502"
PEOPLE, OF_SOCIAL_WORK = 135, 183
ORDERS, AWAY = 17, 900  # of modules that no class is planned for yet, by further residents
SIX = ("家政服务", "养老护理", "声乐舞蹈", "电商直播", "物业管理", "急救应急")
MODULES = (*SIX, "育婴早教", "瓷艺制作", "中式面点")  # '6+X'
# title, module, community committee, first of two evenings
DEHUA = (
    ("电商直播入门班", "电商直播", "350526101006", date(2024, 10, 12)),
    ("养老护理实操班", "养老护理", "350526100001", date(2024, 12, 7)),
    ("瓷艺拉坯技能班", "瓷艺制作", "350526101015", date(2025, 3, 8)),
    ("中式面点创业班", "中式面点", "350526101007", date(2025, 4, 12)),
)
NOW = ("育婴早教技能班", "育婴早教", "350526101006")
PARTNERS = (
    ("department", "human_resources", "补贴课时费"),
    ("society", "social_organisation-02", "师资和教材"),
)
SOCIAL_WORK = (
    ("社会工作者能力提升培训班", Kind.ABILITY, date(2025, 2, 22)),
    ("社会工作者职业资格考试宣传动员培训班", Kind.BRIEFING, date(2025, 3, 1)),
)
OF_JINCHENG = (
    ("社会工作者考前辅导班", Kind.PREPARATION, date(2025, 5, 10)),
    ("社会工作实务培训班", Kind.PRACTICE, date(2025, 9, 13)),
)
CRITERIA, POINTS, TOO_FEW = "操作规范\n作品质量", (86, 82), (55, 58)
MINUTES = "人社部门补贴课时费，社区出场地、招学员，社会力量出师资，三方一致同意开班。"


@dataclass
class Classroom:
    """One class of two lessons. `first` is the number of its first person in the county."""

    title: str
    kind: str
    place: str
    day: date
    people: int
    first: int
    module: str = ""
    steps: list[Happening] = field(default_factory=list)

    @property
    def reported_at(self) -> datetime:
        return clock.at(self.day - timedelta(days=21), 9, 17)

    @property
    def days(self) -> tuple[date, date]:
        return self.day, self.day + timedelta(days=1)

    @property
    def hour(self) -> int:
        """Skills are taught in the evening, after work."""
        return 19 if self.kind == Kind.SKILL else 9


def plan(frame: Frame) -> list[Classroom]:
    """Eight sessions until the report day, and a class that begins in nine days."""
    title, module, place = NOW
    rows = [*DEHUA, (title, module, place, frame.now.date() + timedelta(days=9))]
    found = [
        Classroom(title, Kind.SKILL, place, day, PEOPLE, PEOPLE * number, module)
        for number, (title, module, place, day) in enumerate(rows)
    ]
    found[-1].people = 40
    for each in found:
        each.steps = _steps(each, [*_TAUGHT, *hiring.STEPS, *hiring.FOLLOWING])
    found[-1].steps = _steps(found[-1], sorted([*_TAUGHT, *_WANTED]))
    return found


def plan_for_social_workers(_frame: Frame) -> list[Classroom]:
    return _of_social_work(SOCIAL_WORK, f"{TONGWEI}100", OF_SOCIAL_WORK)


def _of_social_work(
    rows: Iterable[tuple[str, Kind, date]], place: str, people: int
) -> list[Classroom]:
    found = [
        Classroom(title, kind, place, day, people, people * number)
        for number, (title, kind, day) in enumerate(rows)
    ]
    for each in found:
        each.steps = _steps(each, [*_TAUGHT, *hiring.FOLLOWING])
    return found


_TAUGHT = (
    (-18, 10, "agree"),
    (-14, 9, "announce"),
    (-10, 15, "enrol"),
    (0, 8, "start"),
    (0, 21, "enter"),
    (1, 21, "enter"),
    (3, 9, "finish"),
)
_WANTED = ((-20, 10, "want"), (-11, 11, "offer"))  # of the present days


def _steps(each: Classroom, moments: Iterable[tuple[int, int, str]]) -> list[Happening]:
    return [
        Happening(clock.at(each.day + timedelta(days=day), hour, 10), verb)
        for day, hour, verb in moments
    ]


class School:
    """Holds a class as its host does: `invitations` are those who make it possible."""

    def __init__(self, place: Place, organiser: Organisation, actor: Actor) -> None:
        self.place, self.organiser, self.actor = place, organiser, actor

    def plan(self, classroom: Classroom, invitations: Sequence[Invitation] = ()) -> Course:
        module = Module.objects.filter(county=self.place.county_code, name=classroom.module).first()
        is_skill = classroom.kind == Kind.SKILL
        terms = Terms(
            classroom.title,
            kind=classroom.kind,
            module=module,
            seats=classroom.people + 5,
            criteria=CRITERIA if is_skill else "",
            exam_year=classroom.day.year if classroom.kind in PREPARING else None,
            exam_level=1 if classroom.kind in PREPARING else None,
        )
        course = actions.plan(self.place, self.organiser, terms, actor=self.actor)
        for each in invitations:
            actions.ask(course, each, actor=self.actor)
        return course

    def agree(self, course: Course) -> None:
        actions.meet(course, held_on=clock.today(), minutes=MINUTES, actor=self.actor)
        actions.agree(_now(course), actor=self.actor)

    def announce(self, course: Course, classroom: Classroom) -> None:
        room, teacher = self._furnished(classroom)
        for number, day in enumerate(classroom.days):
            topic = ("基础知识", "实际操作")[number]
            starts_at, ends_at = clock.at(day, classroom.hour), clock.at(day, classroom.hour + 2)
            slot = Slot(starts_at, ends_at, room, teacher, topic)
            actions.add_lesson(course, slot, actor=self.actor)
        actions.announce(_now(course), actor=self.actor)

    def enter(self, course: Course, classroom: Classroom, people: Sequence[Person]) -> None:
        """From the signed sheet of the day's lesson: a few were not there."""
        lesson = course.lessons.select_related("course__place", "unit").get(on=clock.today())
        there = [one for n, one in enumerate(people) if n % 27 != 20 + lesson.number]
        rows = list(course.enrolments.filter(person__in=there))
        actions.enter_sheet(lesson, rows, actor=self.actor)
        actions.close_lesson(lesson, actor=self.actor)

    def people(self, classroom: Classroom, start: int = 0) -> list[Person]:
        """Those on the class's list from one place on, in its order."""
        county = self.place.county_code
        if learners := registers.learners(county, classroom.kind, classroom.people):
            return learners[start:]
        numbers = range(classroom.first + start, classroom.first + classroom.people)
        listed = [_listed(county, number) for number in numbers]
        known = know_listed(county, listed, actor=SYSTEM)
        return [known[each.citizen_key][0] for each in listed]

    def _furnished(self, classroom: Classroom) -> tuple[Room, Teacher]:
        """Rooms and teachers are reference data: no verb makes them."""
        county, place = self.place.county_code, self.place
        name = f"{place.name}培训教室"
        kept = {"place": place, "place_code": place.code, "seats": 200}
        room, _ = Room.objects.get_or_create(county=county, name=name, defaults=kept)
        called = full_name(Random(f"{SEED}{county}{classroom.first}"))
        teacher, _ = Teacher.objects.get_or_create(county=county, name=f"{called}老师")
        return room, teacher


class Classes:
    """Tells classes from the plan to who works after them."""

    def __init__(self, company: Company) -> None:
        self.county, self.neighbours = company.county, company.neighbours
        self.chance = Random(SEED)
        self.courses = Known(Course.objects.all())
        self.hiring = hiring.Hiring(company.county)

    def begin(self, number: int, plan: Classroom) -> None:
        if not self.courses and plan.kind == Kind.SKILL:
            self._furnish()
        self.courses[number] = self._school(plan).plan(plan, list(self._invitations(plan)))

    def move(self, number: int, plan: Classroom, position: int) -> None:
        course = _now(self.courses[number])
        getattr(self, f"_{plan.steps[position].verb}")(course, plan)

    def evening(self, day: date) -> None:
        """Nothing by itself."""

    def _agree(self, course: Course, plan: Classroom) -> None:
        workers = {unit.pk: self.county.workers[key] for key, unit in self.county.units.items()}
        for party in course.parties.order_by("side"):
            reply = Reply("yes", clock.today())
            actions.answer(party, reply, actor=workers[party.organisation_id])
        self._school(plan).agree(_now(course))

    def _announce(self, course: Course, plan: Classroom) -> None:
        self._school(plan).announce(course, plan)

    def _enrol(self, course: Course, plan: Classroom) -> None:
        actions.enrol_list(course, self._people(plan), actor=self.county.lead)

    def _start(self, course: Course, _plan: Classroom) -> None:
        actions.begin(course, actor=self.county.lead)

    def _enter(self, course: Course, plan: Classroom) -> None:
        self._school(plan).enter(course, plan, self._people(plan))

    def _finish(self, course: Course, _plan: Classroom) -> None:
        actions.finish(course, actor=self.county.lead)
        _count_hours(course)

    def _certify(self, course: Course, plan: Classroom) -> None:
        """Some are assessed; all but the last of them pass and have their certificate."""
        *passing, failing = self._signed_in(plan)
        for who in passing:
            row = self._enrolment(course, who.person)
            points = [each + self.chance.randrange(9) for each in POINTS]
            actions.assess(row, points, actor=self.county.lead)
            actions.certify(row, actor=self.county.lead)
            stars = 4 + self.chance.randrange(2)
            actions.say(row, stars=stars, words="离家近，学得会", actor=who.actor)
        row = self._enrolment(course, failing.person)
        actions.assess(row, TOO_FEW, note="可以再考一次", actor=self.county.lead)
        actions.say(row, stars=3, actor=failing.actor)

    def _introduce(self, course: Course, plan: Classroom) -> None:
        self.hiring.introduce(course, self._signed_in(plan)[:-1])

    def _consent(self, course: Course, plan: Classroom) -> None:
        self.hiring.consent(course, self._signed_in(plan)[:-1])

    def _hire(self, course: Course, plan: Classroom) -> None:
        self.hiring.hire(course, self._signed_in(plan)[:-1])

    def _follow(self, course: Course, plan: Classroom) -> None:
        """Those with an account tap an answer; staff ring some of the others."""
        hiring.ask_all(course)
        people, is_skill = self._people(plan), plan.kind == Kind.SKILL
        own = self._signed_in(plan) if is_skill else []
        hiring.answer(course, own)
        others = people[len(own) :]
        hiring.phone(course, others, works=not is_skill, actor=self.county.lead)

    def _want(self, course: Course, plan: Classroom) -> None:
        """The first of the class ordered it; others wait until more want what they want."""
        names = {each.name: each for each in Module.objects.filter(county=course.county)}
        waiting = [self.neighbours.resident(hiring.APART + AWAY + n) for n in range(ORDERS)]
        wanted = [(who, plan.module) for who in self._signed_in(plan)]
        wanted += [(who, MODULES[n % 2]) for n, who in enumerate(waiting)]
        for who, name in wanted:
            wish = Wanted(course.place, names[name], times=("evening",))
            actions.order(who.person, wish, actor=who.actor)

    def _offer(self, course: Course, _plan: Classroom) -> None:
        """To those whom the enterprises of the last two classes did not take."""
        numbers = [hiring.APART + PEOPLE * number + hiring.HIRED for number in (2, 3)]
        people = [self.neighbours.resident(number) for number in numbers]
        self.hiring.offer_now(course.place, people)

    def _enrolment(self, course: Course, person: Person) -> Enrolment:
        return course.enrolments.get(person=person)

    def _people(self, plan: Classroom) -> list[Person]:
        if plan.kind != Kind.SKILL:
            return self._school(plan).people(plan)
        first = [who.person for who in self._signed_in(plan)]
        return first + self._school(plan).people(plan, len(first))

    def _signed_in(self, plan: Classroom) -> list[Any]:
        """The first of the list have accounts of their own, and are nobody in other stories."""
        return [self.neighbours.resident(hiring.APART + plan.first + n) for n in range(6)]

    def _school(self, plan: Classroom) -> School:
        place = Place.objects.present().get(code=plan.place)
        return School(place, self._organiser(plan), self.county.lead)

    def _organiser(self, plan: Classroom) -> Organisation:
        key = f"community_committee-{plan.place}"
        return self.county.units.get(key) or self.county.units["party_social_work"]

    def _invitations(self, plan: Classroom) -> Iterable[Invitation]:
        if plan.kind != Kind.SKILL:
            return
        for side, key, provides in PARTNERS:
            yield Invitation(side, self.county.units[key], provides)
        yield Invitation("community", self._organiser(plan), "场地，招学员")

    def _furnish(self) -> None:
        """Modules are reference data; enterprises have somebody who signs in."""
        Module.objects.bulk_create(
            Module(county=self.county.code, name=name, is_core=name in SIX, order=order)
            for order, name in enumerate(MODULES, 1)
        )
        self.hiring.furnish()


def stand() -> None:
    """The classes of Jincheng's city are over; those that stood before are left as they are."""
    if not Course.objects.filter(county=JINCHENG).exists():
        _hold_in_jincheng(build_county(JINCHENG).county)


@transaction.atomic
def _hold_in_jincheng(place: Place) -> None:
    units = Organisation.objects.filter(county=JINCHENG, kind=OrganisationKind.AGENCY)
    school = School(place, units.order_by("name")[0], SYSTEM)
    for classroom in _of_social_work(OF_JINCHENG, JINCHENG, 60):
        with clock.set_to(classroom.reported_at):
            course, people = school.plan(classroom), school.people(classroom)
        for step in (each for each in classroom.steps if each.at <= clock.now()):
            with clock.set_to(step.at):
                _hold(school, step.verb, _now(course), classroom, people)


def _hold(
    school: School, verb: str, course: Course, classroom: Classroom, people: Sequence[Person]
) -> None:
    match verb:
        case "agree":
            school.agree(course)
        case "announce":
            school.announce(course, classroom)
        case "enrol":
            actions.enrol_list(course, people, actor=SYSTEM)
        case "start":
            actions.begin(course, actor=SYSTEM)
        case "enter":
            school.enter(course, classroom, people)
        case "finish":
            actions.finish(course, actor=SYSTEM)
            _count_hours(course)
        case "follow":
            hiring.ask_all(course)
            hiring.phone(course, people, works=True, actor=SYSTEM)


def _count_hours(course: Course) -> None:
    """What social workers learned stands in the register as continuing education."""
    rows = course.enrolments.filter(credited_minutes__gt=0)
    credit(rows.select_related("course__organiser"))


def _listed(county: str, number: int) -> Listed:
    """An id of nobody: sequences from 910 are of no other list of the demo."""
    chance = Random(f"{SEED}{county}{number}")
    born = f"{1970 + number // 90}{1 + number % 12:02}{1 + number % 28:02}"
    digits = f"{county}{born}{910 + number % 90:03}"
    return Listed(full_name(chance), digits + ric.calc_check_digit(digits + "0"))


def _now(course: Course) -> Course:
    rows = Course.objects.select_related("place", "organiser", "module", "unit")
    return rows.get(pk=course.pk)


SHARE = Share(kinds=(Classroom,), plan=plan, teller=Classes)
FOR_SOCIAL_WORKERS = Share(kinds=(Classroom,), plan=plan_for_social_workers, teller=Classes)
