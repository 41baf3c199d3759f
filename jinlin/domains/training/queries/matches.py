"""Who fits which work, and why?"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from jinlin.domains.training.lifecycle import IntroductionState
from jinlin.domains.training.models import TIMES, Certificate, JobWish, Vacancy
from jinlin.ground.people.models import Person

MOST = 50
ENDED = (IntroductionState.DECLINED, IntroductionState.WITHDRAWN, IntroductionState.TURNED_DOWN)


@dataclass(frozen=True)
class Match:
    """Somebody who looks for work and fits: by skill, place and times, with the reason in words."""

    person: Person
    wish: JobWish
    certificate: Certificate | None
    nearness: int  # 2 the same community, 1 the same town, 0 the same county
    times: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.person.shown_name()

    @property
    def why(self) -> str:
        parts = []
        if self.certificate:
            blanks = {"skill": self.certificate.course.title, "number": self.certificate.number}
            parts.append(_("has the certificate of {skill} ({number})").format(**blanks))
        places = (_("lives in this county"), _("looks in the same town"), _("looks close by"))
        parts.append(places[self.nearness])
        words = _(", ").join(str(TIMES[name]) for name in self.times)
        parts.append(_("can work {times}").format(times=words))
        return str(_("; ").join(parts))


def matches(vacancy: Vacancy) -> list[Match]:
    """Three statements: who looks for work, which certificates they hold, who was asked before.
    Without the skill that is asked for nobody is named.
    """
    introduced = vacancy.introductions.values("person")
    rows = JobWish.objects.filter(county=vacancy.county, ended_on=None).exclude(
        person__in=introduced
    )
    wishes = list(rows.select_related("person").order_by("said_on", "pk")[: MOST * 20])
    held = _held(vacancy, [wish.person_id for wish in wishes])
    found = []
    for wish in wishes:
        times = tuple(name for name in TIMES if name in wish.times & vacancy.times)
        has_skill = vacancy.module_id is None or wish.person_id in held
        if times and has_skill:
            near = _nearness(wish.place_code, vacancy.place_code)
            found.append(Match(wish.person, wish, held.get(wish.person_id), near, times))
    found.sort(key=lambda each: (-each.nearness, -len(each.times), each.wish.said_on))
    return found[:MOST]


def _held(vacancy: Vacancy, people: list[Any]) -> dict[Any, Certificate]:
    if vacancy.module_id is None:
        return {}
    rows = Certificate.objects.valid().filter(
        enrolment__person__in=people, enrolment__course__module=vacancy.module_id
    )
    rows = rows.select_related("enrolment__course").order_by("issued_on")
    return {row.enrolment.person_id: row for row in rows}


def _nearness(one: str, other: str) -> int:
    if len(one) >= 12 and one[:12] == other[:12]:
        return 2
    return 1 if len(one) >= 9 and one[:9] == other[:9] else 0
