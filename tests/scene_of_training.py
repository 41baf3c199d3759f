"""What stands in the scene of training?

A class of next week in which the resident has a seat and the neighbour waits; one that ended, for
which the resident has a certificate; an order, a course on offer, work, and the resident introduced
to it. Another introduction ended in work.
"""

from datetime import timedelta
from typing import Any

from jinlin.core.actor import SYSTEM
from jinlin.core.time import clock
from jinlin.domains.training import actions
from jinlin.domains.training.actions import Invitation, Offered, Slot, Terms, Wanted, Work
from jinlin.domains.training.models import Module, Room, Teacher, TrainingRule
from jinlin.domains.training.one_tap import token_of

COUNTY = "350526"


def taught(cast: Any, person_of: Any) -> dict[str, Any]:
    today, lead = clock.today(), cast.actors.lead
    one, two = (person_of(cast, name) for name in ("resident", "neighbour"))
    community, unit = cast.places.community, cast.units.community
    kept = _kept(cast, community)
    module, room, teacher = kept["rows"]
    wanted = Wanted(community, text="想学剪纸")
    order = actions.order(one, wanted, actor=cast.actors.resident)
    supply = actions.supply(unit, Offered(module, "直播运营"), actor=cast.actors.clerk)
    proposed = actions.plan(community, unit, Terms("插花班"), actor=lead)
    asked = Invitation("department", cast.units.bureau, "补贴")
    party = actions.ask(proposed, asked, actor=lead)
    actions.meet(proposed, held_on=today, minutes="三方都同意。", actor=lead)

    ahead = actions.plan(community, unit, Terms("直播班", module=module, seats=1), actor=lead)
    ahead = _announced(ahead, room, teacher, today + timedelta(days=7), lead)
    (seated,), (_waits,) = (actions.enrol(ahead, [who], actor=lead) for who in (one, two))
    return {
        "module": module.pk,
        "training_order": order.pk,
        "supply": supply.pk,
        "training_unit": unit.pk,
        "proposed_class": proposed.pk,
        "party": party.pk,
        "open_class": ahead.pk,
        "class_version": type(ahead).objects.get(pk=ahead.pk).version,
        "lesson": ahead.lessons.get().pk,
        "pupil": seated.pk,
        **_ended(cast, (module, room, teacher), (one, two)),
        **_work(cast, module, (one, two)),
        **{name: row.pk for name, row in kept.items() if name != "rows"},
    }


def _kept(cast: Any, community: Any) -> dict[str, Any]:
    """What the county's administrator keeps."""
    module = Module.objects.create(county=COUNTY, name="电商直播", is_core=True)
    room = Room.objects.create(
        county=COUNTY, name="培训室", place=community, place_code=community.code, seats=30
    )
    teacher = Teacher.objects.create(county=COUNTY, name="吴老师", user=cast.users.handler)
    rule = TrainingRule.objects.create(county=COUNTY, valid_from=clock.today())
    return {
        "rows": (module, room, teacher),
        "room": room,
        "teacher": teacher,
        "training_rule": rule,
    }


def _announced(course: Any, room: Any, teacher: Any, day: Any, lead: Any) -> Any:
    course = actions.agree(course, actor=lead)
    slot = Slot(clock.at(day, 9), clock.at(day, 11), room, teacher, "开播准备")
    actions.add_lesson(course, slot, actor=lead)
    return actions.announce(type(course).objects.get(pk=course.pk), actor=lead)


def _ended(cast: Any, kept: Any, who: Any) -> dict[str, Any]:
    module, room, teacher = kept
    today, lead = clock.today(), cast.actors.lead
    day, terms = today - timedelta(days=40), Terms("老班", module=module, criteria="讲解", seats=5)
    with clock.set_to(clock.at(day - timedelta(days=3), 9)):
        course = actions.plan(cast.places.community, cast.units.community, terms, actor=lead)
        course = _announced(course, room, teacher, day, lead)
        for each in who:
            actions.enrol(course, [each], actor=lead)
    rows = list(course.enrolments.select_related("course").order_by("enrolled_at", "pk"))
    with clock.set_to(clock.at(day, 12)):
        course = actions.begin(course, actor=lead)
        lesson = course.lessons.select_related("course__place", "unit").get()
        actions.enter_sheet(lesson, rows, actor=lead)
        actions.close_lesson(lesson, actor=lead)
        course = actions.finish(type(course).objects.get(pk=course.pk), actor=lead)
        actions.assess(rows[0], [80], actor=lead)
        paper = actions.certify(rows[0], actor=lead)
        actions.assess(rows[1], [70], actor=lead)
        wrong = actions.certify(rows[1], actor=lead)
        actions.withdraw_certificate(wrong, reason="本人没有来", was_there=False, actor=lead)
        actions.say(rows[0], stars=5, words="讲得慢一点", actor=cast.actors.resident)
    return {
        "ended_class": course.pk,
        "ended_pupil": rows[0].pk,
        "attendance": rows[0].attendances.get().pk,
        "training_paper": paper.pk,
        **_asked(rows[0].follow_ups.get(months=1)),
    }


def _asked(row: Any) -> dict[str, Any]:
    """The question that is due, and what stands in the address of its message."""
    actions.ask_how_it_went(row)
    return {"follow_up": row.pk, "follow_up_token": token_of(row)}


def _work(cast: Any, module: Any, who: Any) -> dict[str, Any]:
    lead, resident = cast.actors.lead, cast.actors.resident
    until = clock.today() + timedelta(days=30)
    work = Work("直播助理", cast.places.community, "8小时", "4000元", until)
    vacancy = actions.offer_work(cast.units.community, work, actor=lead)
    for each in who:
        actions.look_for_work(each, cast.places.neighbourhood, actor=SYSTEM)
    row = actions.introduce(vacancy, who[0], why="有证书", actor=lead)
    other = actions.offer_work(cast.units.community, work, actor=lead)
    hired = actions.introduce(other, who[0], why="有证书", actor=lead)
    hired = actions.agree_to_introduction(hired, actor=resident)
    hired = actions.hire(hired, since=clock.today(), actor=lead)
    hired = actions.take_back_hire(hired, reason="记成了别人", actor=lead)
    hired = actions.hire(hired, since=clock.today(), actor=lead)
    return {
        "vacancy": vacancy.pk,
        "introduction": row.pk,
        "placement": hired.placements.standing().get().pk,
    }
