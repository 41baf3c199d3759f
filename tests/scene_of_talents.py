"""Which talents stand in the house that is walked through?

The neighbour is a craftsman in the directory, with a certificate, an application in another skill
before a panel, a learner and a help that the resident asks for; somebody else is nominated. Another
application is on public notice, and the resident objects.
"""

from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile

from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.files import uploads
from jinlin.core.time import calendar, clock
from jinlin.domains.talents import actions
from jinlin.domains.talents.actions import By, Declaration, Find, Need, Session
from jinlin.domains.talents.badges import signing
from jinlin.domains.talents.models import (
    Application,
    Certificate,
    Seat,
    Skill,
    Source,
    Talent,
    TalentRule,
)
from jinlin.ground.accounts.actions import add_staff, grant_role
from jinlin.ground.accounts.actors import actor_for
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Place
from jinlin.services.documents import public_notices
from jinlin.services.documents.models import PublicNotice

COUNTY = "350526"
PARTS = ("chair", "craft", "residents")


def found(cast: Any, person_of: Any) -> dict[str, Any]:
    calendar.seed()
    signing.key_of(COUNTY)
    place, clerk, resident = cast.places.neighbourhood, cast.actors.clerk, cast.actors.resident
    skills = [
        Skill.objects.create(county=COUNTY, name=name, words=words)
        for name, words in (("管道疏通", "马桶堵"), ("电路维修", "灯不亮"), ("理发", "剪头发"))
    ]
    neighbour = person_of(cast, "neighbour")
    find = Find("会通马桶。", person=neighbour, skills=skills)
    by = By(Source.NEIGHBOUR, person_of(cast, "resident"))
    talent = actions.nominate(place, find, by=by, actor=resident)
    talent = actions.take_in(talent, called="李师傅", actor=clerk)
    judges = _judges(cast)
    certificate = _certified(talent, skills[0], cast, judges)
    application = _before_panel(_now(talent), skills[1], cast, judges)
    noticed = _on_notice(_now(talent), skills[2], cast, judges)
    notice = _objected(noticed, person_of(cast, "resident"), resident)
    return {
        **_nominated(cast, place),
        **_learned(_now(talent), skills[0], cast, person_of),
        **_asked(_now(talent), cast, person_of),
        "talent": talent.pk,
        "talent_skill": skills[0].pk,
        "talent_rule": TalentRule.objects.create(county=COUNTY, valid_from=clock.today()).pk,
        "certificate": certificate.pk,
        "certificate_code": certificate.document.verify_code if certificate.document else "",
        "talent_application": application.pk,
        "talent_application_version": _now(application).version,
        "noticed": noticed.pk,
        "noticed_version": _now(noticed).version,
        "notice": notice.pk,
        "talent_seat": Seat.objects.filter(application=application).order_by("named_at")[0].pk,
        "talent_version": _now(talent).version,
        "certificate_version": certificate.version,
    }


def _objected(application: Application, person: Any, actor: Actor) -> PublicNotice:
    notice = PublicNotice.objects.of(application)
    assert notice is not None
    public_notices.object_to(notice, "上次没修好。", person=person, actor=actor)
    return notice


def _shown(talent: Talent, cast: Any) -> None:
    """A photo of a work, which only staff and a panel see."""
    from jinlin.core.tests.attachments import picture

    actor = cast.actors.clerk
    photo = uploads.receive(ContentFile(picture(), "work.jpg"), county=COUNTY, actor=actor)
    actions.add_evidence(talent, [photo], caption="剪好的头发", actor=actor)


def _judges(cast: Any) -> list[Actor]:
    """Three assessors of the county."""
    county = Place.objects.present().get(code=COUNTY)
    named: list[Actor] = []
    for number, name in enumerate(("苏评委", "林评委", "郭评委")):
        user, _password = add_staff(
            COUNTY, username=f"judge-{number}", name=name, actor=SYSTEM, password=None
        )
        with clock.set_to(clock.now() - timedelta(days=90)):
            grant_role(user, role=Role.ASSESSOR, at=county, actor=SYSTEM)
        named.append(actor_for(user))
    return named


def _before_panel(talent: Talent, skill: Skill, cast: Any, judges: list[Actor]) -> Application:
    words = "二十年水电工，有作业证。"
    made = actions.apply(talent, skill, level="middle", words=words, actor=cast.actors.neighbour)
    panel = {str(judge.user_id): part for judge, part in zip(judges, PARTS, strict=True)}
    return actions.convene(made, panel=panel, actor=cast.actors.lead)


def _on_notice(talent: Talent, skill: Skill, cast: Any, judges: list[Actor]) -> Application:
    application = _before_panel(talent, skill, cast, judges)
    for judge in judges:
        seat = Seat.objects.of(judge).get(application=application)
        seat = actions.declare(seat, Declaration(False), actor=judge)
        actions.judge(seat, "for", words="活儿扎实。", actor=judge)
    return actions.publish(_now(application), actor=cast.actors.lead)


def _certified(talent: Talent, skill: Skill, cast: Any, judges: list[Actor]) -> Certificate:
    past = clock.now() - timedelta(days=60)
    with clock.set_to(past):
        application = _on_notice(talent, skill, cast, judges)
    with clock.set_to(application.due_at + timedelta(hours=1)):
        return actions.certify(_now(application)).certificate


def _nominated(cast: Any, place: Any) -> dict[str, Any]:
    find = Find("会剪头发。", name="吴阿姨", phone="13922223333")
    made = actions.nominate(place, find, by=By(Source.STAFF), actor=cast.actors.clerk)
    _shown(made, cast)
    return {"nominated": made.pk, "nominated_version": _now(made).version}


def _learned(talent: Talent, skill: Skill, cast: Any, person_of: Any) -> dict[str, Any]:
    learner, actor = person_of(cast, "resident"), cast.actors.neighbour
    goals = ["会用疏通机"]
    pair = actions.propose(talent, learner, skill=skill, goals=goals, actor=actor)
    pair = actions.agree(pair, actor=actor)
    pair = actions.meet(pair, session=Session(clock.today(), 60, "看了一次。"), actor=actor)
    return {"talent_pair": pair.pk, "talent_pair_version": pair.version}


def _asked(talent: Talent, cast: Any, person_of: Any) -> dict[str, Any]:
    need = Need("马桶堵了", "今晚", door="3号楼502")
    made = actions.ask(
        talent,
        need,
        person=person_of(cast, "resident"),
        place=cast.places.neighbourhood,
        actor=cast.actors.resident,
    )
    return {"talent_help": made.pk, "talent_help_version": made.version}


def _now(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)
