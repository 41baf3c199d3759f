"""Who plays in the tests of talents? The small county, and a row of each kind in each state, told
through the real actions.
"""

from datetime import datetime, timedelta
from types import SimpleNamespace

from jinlin.core.time import calendar, clock
from jinlin.domains.talents import actions
from jinlin.domains.talents.actions import By, Declaration, Find, Need, Session, Span
from jinlin.domains.talents.models import (
    Application,
    Certificate,
    Help,
    Pair,
    Seat,
    Skill,
    Source,
    Talent,
)
from jinlin.ground.accounts.roles import Role
from jinlin.ground.accounts.tests import county
from jinlin.ground.people import actions as people

STAFF = {
    **county.STAFF,
    "community_lead": ("许主任", Role.LEAD, "community", "community"),
    "other_clerk": ("曾小芳", Role.CLERK, "other_community", "other_community"),
    "chair": ("苏评委", Role.ASSESSOR, "county", ""),
    "second_judge": ("林评委", Role.ASSESSOR, "county", ""),
    "third_judge": ("郭评委", Role.ASSESSOR, "county", ""),
    "fourth_judge": ("赖评委", Role.ASSESSOR, "county", ""),
}
RESIDENTS = {**county.RESIDENTS, "craftsman": ("陈水生", "13800000003")}
JUDGES = ("chair", "second_judge", "third_judge")
SKILLS = (
    ("家庭维修", "", ""),
    ("管道疏通", "家庭维修", "马桶堵,下水道堵,地漏返水,水槽堵"),
    ("电路维修", "家庭维修", "跳闸,停电,灯不亮,插座"),
    ("理发", "", "剪头发,剃头"),
)


def cast_of_talents() -> SimpleNamespace:
    """The whole cast stands in the database, with the county's skills."""
    calendar.seed()
    found = county.county(staff=STAFF, residents=RESIDENTS)
    skills = skills_of(county.COUNTY)
    return SimpleNamespace(
        places=found.places,
        units=found.units,
        users=found.users,
        actors=found.actors,
        skills=skills,
    )


def skills_of(code: str) -> dict[str, Skill]:
    made: dict[str, Skill] = {}
    for order, (name, parent, words) in enumerate(SKILLS):
        made[name] = Skill.objects.create(
            county=code, name=name, parent=made.get(parent), words=words, order=order
        )
    return made


def person_of(cast, who="resident"):
    user = getattr(cast.users, who)
    return people.know(
        county.COUNTY,
        name=user.name,
        phone=user.phone,
        user=user,
        actor=getattr(cast.actors, who),
    )


def nominated(cast, who="craftsman") -> Talent:
    find = Find("会通马桶，楼里谁家堵了都找他。", person=person_of(cast, who), skills=_usual(cast))
    by = By(Source.NEIGHBOUR, person_of(cast))
    return actions.nominate(cast.places.neighbourhood, find, by=by, actor=cast.actors.resident)


def listed(cast, who="craftsman") -> Talent:
    return actions.take_in(nominated(cast, who), called="陈师傅", actor=cast.actors.clerk)


def resting(cast) -> Talent:
    return actions.rest(listed(cast), actor=cast.actors.craftsman)


def declined(cast) -> Talent:
    return actions.turn_down(nominated(cast), reason="他不愿意", actor=cast.actors.clerk)


def left(cast) -> Talent:
    return actions.leave(listed(cast), actor=cast.actors.craftsman)


def applied(cast, talent=None) -> Application:
    talent = talent or listed(cast)
    skill = cast.skills["管道疏通"]
    words = "修了二十年水管，有特种作业证。"
    return actions.apply(talent, skill, level="middle", words=words, actor=cast.actors.craftsman)


def asked(cast) -> Application:
    return actions.ask_back(applied(cast), question="证件还有效吗？", actor=cast.actors.clerk)


def on_panel(cast, application=None) -> Application:
    application = application or applied(cast)
    parts = ("chair", "craft", "residents")
    panel = {
        str(getattr(cast.users, who).pk): part for who, part in zip(JUDGES, parts, strict=True)
    }
    return actions.convene(application, panel=panel, actor=cast.actors.community_lead)


def judged(cast, votes=("for", "for", "against"), application=None) -> Application:
    application = application or on_panel(cast)
    for who, vote in zip(JUDGES, votes, strict=True):
        actor = getattr(cast.actors, who)
        seat = Seat.objects.of(actor).get(application=application)
        seat = actions.declare(seat, Declaration(False), actor=actor)
        actions.judge(seat, vote, words="看过活儿。", actor=actor)
    return now_of(application)


def on_notice(cast, application=None) -> Application:
    application = application or judged(cast)
    return actions.publish(application, actor=cast.actors.community_lead)


def certified(cast, application=None) -> Application:
    application = application or on_notice(cast)
    over = application.due_at + timedelta(hours=1)
    with clock.set_to(over):
        return actions.certify(now_of(application))


def refused(cast) -> Application:
    return actions.refuse(applied(cast), reason="缺少材料", actor=cast.actors.clerk)


def taken_back(cast) -> Application:
    return actions.take_back(applied(cast), actor=cast.actors.craftsman)


IN_STATE = {
    "applied": applied,
    "asked": asked,
    "on_panel": judged,
    "on_notice": on_notice,
    "certified": certified,
    "refused": refused,
    "withdrawn": taken_back,
}
TALENT_IN_STATE = {
    "nominated": nominated,
    "listed": listed,
    "resting": resting,
    "declined": declined,
    "left": left,
}


def held(cast) -> Certificate:
    return certified(cast).certificate


def suspended(cast) -> Certificate:
    return actions.suspend(held(cast), reason="有投诉，先停用", actor=cast.actors.community_lead)


def withdrawn(cast) -> Certificate:
    return actions.withdraw(held(cast), reason="材料不实", actor=cast.actors.community_lead)


def expired(cast) -> Certificate:
    certificate = held(cast)
    with clock.set_to(clock.start_of_next(certificate.valid_until)):
        return actions.expire(now_of(certificate))


CERTIFICATE_IN_STATE = {
    "held": held,
    "suspended": suspended,
    "expired": expired,
    "withdrawn": withdrawn,
}


def proposed(cast, mentor=None) -> Pair:
    mentor = mentor or listed(cast)
    return actions.propose(
        mentor,
        person_of(cast, "neighbour"),
        skill=cast.skills["管道疏通"],
        goals=["会用疏通机", "能独立上门"],
        actor=cast.actors.clerk,
    )


def running(cast) -> Pair:
    pair = actions.agree(proposed(cast), actor=cast.actors.craftsman)
    session = Session(clock.today(), 90, "看师傅通了一次马桶。")
    return actions.meet(pair, session=session, actor=cast.actors.craftsman)


def completed(cast) -> Pair:
    return actions.complete(running(cast), outcome="independent", actor=cast.actors.craftsman)


def ended(cast) -> Pair:
    return actions.end(proposed(cast), reason="没时间", actor=cast.actors.craftsman)


PAIR_IN_STATE = {
    "proposed": proposed,
    "running": running,
    "completed": completed,
    "ended": ended,
}


def help_asked(cast, talent=None, *, is_paid=False, **more) -> Help:
    talent = talent or listed(cast)
    need = Need(
        "马桶堵了，水漫出来了。",
        "今晚七点以后",
        is_paid=is_paid,
        door="3号楼502",
        skill=cast.skills["管道疏通"],
        **more,
    )
    return actions.ask(
        talent,
        need,
        person=person_of(cast),
        place=cast.places.neighbourhood,
        actor=cast.actors.resident,
    )


def accepted(cast) -> Help:
    return actions.accept(help_asked(cast), comes="今晚七点半", actor=cast.actors.craftsman)


def span(minutes=60) -> Span:
    end: datetime = clock.now() - timedelta(minutes=1)
    return Span(end - timedelta(minutes=minutes), end)


def finished(cast) -> Help:
    return actions.finish(accepted(cast), span=span(), what="通开了。", actor=cast.actors.craftsman)


def told(cast) -> Help:
    return actions.tell(finished(cast), went="well", words="谢谢", actor=cast.actors.resident)


def recorded(cast) -> Help:
    return actions.record(told(cast), span=span(), actor=cast.actors.clerk)


def help_declined(cast) -> Help:
    return actions.decline(help_asked(cast), reason="今天没空", actor=cast.actors.craftsman)


def called_off(cast) -> Help:
    return actions.call_off(help_asked(cast), actor=cast.actors.resident)


def lapsed(cast) -> Help:
    row = help_asked(cast)
    with clock.set_to(row.due_at + timedelta(minutes=1)):
        return actions.lapse(row)


HELP_IN_STATE = {
    "asked": help_asked,
    "accepted": accepted,
    "done": finished,
    "told": told,
    "recorded": recorded,
    "declined": help_declined,
    "withdrawn": called_off,
    "lapsed": lapsed,
}


def now_of(row):
    return type(row).objects.get(pk=row.pk)


def _usual(cast) -> list[Skill]:
    return [cast.skills["管道疏通"]]
