"""Who plays in training? A small Dehua with a module, a room, a teacher, an enterprise.

cast.module, cast.room, cast.other_room, cast.teacher (who has an account)
course(cast) agreed(cast) announced(cast) running(cast) finished(cast)   a class through the actions
lesson_of(course): its first lesson, on FRIDAY from 9 to 11; a second one is on SATURDAY
at(hour, day=...): that hour of the day; MONDAY is when classes are planned
"""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from jinlin.core.actor import SYSTEM
from jinlin.core.time import calendar, clock
from jinlin.domains.training import actions
from jinlin.domains.training.actions import Invitation, Reply, Slot, Terms
from jinlin.domains.training.models import Course, Enrolment, Module, Room, Teacher
from jinlin.ground.accounts.roles import Role
from jinlin.ground.accounts.tests.county import STAFF, UNITS, at_desk, at_phone, county
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import OrganisationKind
from jinlin.services.seats.actions import Sight
from jinlin.services.seats.models import Means

__all__ = ["at_desk", "at_phone"]
COUNTY = "350526"
MONDAY = date(2025, 4, 7)
FRIDAY, SATURDAY = date(2025, 4, 18), date(2025, 4, 19)
AFTER = date(2025, 4, 21)
HOUSE = {
    **UNITS,
    "school": ("county", "德化职业技术学校", OrganisationKind.SCHOOL),
    "enterprise": ("county", "瓷都电商有限公司", OrganisationKind.ENTERPRISE),
}
POSTS = {
    **STAFF,
    "organiser": ("周组织", Role.ORGANISER, "community", "community"),
    "teacher": ("吴老师", Role.TEACHER, "county", "school"),
    "school_partner": ("校负责", Role.PARTNER, "county", "school"),
    "school_clerk": ("校文员", Role.CLERK, "county", "school"),
    "employer": ("企负责", Role.PARTNER, "county", "enterprise"),
    "registrar": ("登记员", Role.REGISTRAR, "county", ""),
}
Cast = SimpleNamespace


def at(hour: int, minute: int = 0, *, day: date = MONDAY) -> Any:
    return clock.set_to(clock.at(day, hour, minute))


def cast_of_dehua() -> Cast:
    calendar.seed()
    here = county(units=HOUSE, staff=POSTS)
    cast = Cast(places=here.places, units=here.units, users=here.users, actors=here.actors)
    cast.module = Module.objects.create(county=COUNTY, name="电商直播", is_core=True, order=4)
    cast.other_module = Module.objects.create(county=COUNTY, name="养老护理", is_core=True, order=2)
    told = {"county": COUNTY, "place": cast.places.community, "seats": 40}
    code = cast.places.community.code
    cast.room = Room.objects.create(**told, place_code=code, name="红色会客厅")
    cast.other_room = Room.objects.create(**told, place_code=code, name="活动室")
    cast.teacher = Teacher.objects.create(
        county=COUNTY, name="吴老师", user=cast.users.teacher, organisation=cast.units.school
    )
    cast.other_teacher = Teacher.objects.create(county=COUNTY, name="郑师傅")
    cast.resident, cast.neighbour = (
        person(cast, user=getattr(cast.users, name)) for name in ("resident", "neighbour")
    )
    return cast


def person(cast: Cast, number: int = 0, *, user: Any = None) -> Person:
    name = user.name if user else f"学员{number}"
    return Person.objects.create(county=COUNTY, name=name, user=user, birth_year=1990)


def people(cast: Cast, count: int) -> list[Person]:
    return [person(cast, number) for number in range(count)]


def course(cast: Cast, **more: Any) -> Course:
    told = {"title": "电商直播班", "module": cast.module, "seats": 2, **more}
    with at(9):
        return actions.plan(
            cast.places.community, cast.units.community, Terms(**told), actor=cast.actors.organiser
        )


def slot(cast: Cast, day: date = FRIDAY, hour: int = 9, **more: Any) -> Slot:
    told = {"room": cast.room, "teacher": cast.teacher, "topic": "开播准备", **more}
    return Slot(clock.at(day, hour), clock.at(day, hour + 2), **told)


def asked_party(cast: Cast, row: Course) -> Any:
    with at(10):
        asked = Invitation("society", cast.units.school, "师资和教材", 500)
        return actions.ask(row, asked, actor=cast.actors.organiser)


def agreed(cast: Cast, **more: Any) -> Course:
    row = course(cast, **more)
    party = asked_party(cast, row)
    with at(11):
        actions.answer(party, Reply("yes", MONDAY), actor=cast.actors.school_partner)
        return actions.agree(now_of(row), actor=cast.actors.organiser)


def announced(cast: Cast, *, days: tuple[date, ...] = (FRIDAY, SATURDAY), **more: Any) -> Course:
    row = agreed(cast, **more)
    with at(13):
        for day in days:
            actions.add_lesson(row, slot(cast, day), actor=cast.actors.organiser)
        return actions.announce(now_of(row), actor=cast.actors.organiser)


def enrolled(cast: Cast, row: Course, *who: Person) -> list[Enrolment]:
    with at(14):
        return [actions.enrol(row, [each], actor=cast.actors.organiser)[0] for each in who]


def running(cast: Cast, *who: Person, **more: Any) -> Course:
    row = announced(cast, **more)
    enrolled(cast, row, *(who or (cast.resident, cast.neighbour)))
    with at(8, 45, day=FRIDAY):
        return actions.begin(now_of(row), actor=cast.actors.teacher)


def finished(cast: Cast, *who: Person, **more: Any) -> Course:
    """Everybody was at every lesson."""
    row = running(cast, *who, **more)
    for lesson in row.lessons.order_by("starts_at"):
        with at(12, day=lesson.on):
            rows = list(row.enrolments.all())
            actions.enter_sheet(lesson, rows, actor=cast.actors.teacher)
            actions.close_lesson(lesson, actor=cast.actors.teacher)
    with at(9, day=AFTER):
        return actions.finish(now_of(row), actor=cast.actors.organiser)


def lesson_of(row: Course, number: int = 1) -> Any:
    return row.lessons.select_related("course__place", "unit").get(number=number)


def sight(means: Means = Means.LIST, **more: Any) -> Sight:
    now = clock.now()
    told = {"id": uuid4(), "nonce": uuid4().hex, "said_at": now, "sent_at": now, **more}
    return Sight(means=means, **told)


def came(cast: Cast, row: Course, who: Person, **more: Any) -> Any:
    with at(9, 5, day=FRIDAY):
        lesson = lesson_of(row)
        return actions.arrive(lesson, who, sight(**more), actor=cast.actors.teacher)


def certified(cast: Cast) -> Any:
    row = finished(cast)
    with at(10, day=AFTER):
        return actions.certify(row.enrolments.first(), actor=cast.actors.organiser)


def offered(cast: Cast, **more: Any) -> Any:
    told = {
        "title": "直播助理",
        "place": cast.places.community,
        "hours": "8小时",
        "pay": "4000元/月",
        "valid_until": AFTER + timedelta(days=60),
        "module": cast.module,
        **more,
    }
    with at(9, day=AFTER):
        return actions.offer_work(
            cast.units.enterprise, actions.Work(**told), actor=cast.actors.employer
        )


def looking(cast: Cast, who: Person | None = None, **more: Any) -> Any:
    with at(9, day=AFTER):
        return actions.look_for_work(
            who or cast.resident, cast.places.neighbourhood, actor=SYSTEM, **more
        )


def introduced(cast: Cast) -> Any:
    vacancy = offered(cast, module=None)
    with at(10, day=AFTER):
        return actions.introduce(vacancy, cast.resident, why="有直播证书", actor=cast.actors.lead)


def now_of(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)
