"""Who fits which work, and why?"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, When
from django.utils.translation import gettext as _

from jinlin.core.actor import within
from jinlin.domains.training.models import TIMES, Certificate, JobWish, Vacancy
from jinlin.ground.people.models import Person
from jinlin.ground.places.queries import whole

MOST, READ = 50, 1000  # named, and looked through
COMMUNITY_DIGITS, TOWN_DIGITS = 12, 9


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
    """A few statements: who looks for work, the nearest first and of those who waited longest, and
    which certificates they hold. Who was asked before and who lacks the skill is not named.
    """
    introduced = vacancy.introductions.values("person")
    rows = JobWish.objects.filter(county=vacancy.county, ended_on=None).exclude(
        person__in=introduced
    )
    if vacancy.module_id:
        rows = rows.filter(person__in=_holders(vacancy).values("enrolment__person"))
    rows = rows.annotate(nearness=_nearness(vacancy.place_code)).select_related("person")
    wishes: list[Any] = list(rows.order_by("-nearness", "said_on", "pk")[:READ])
    held = _held(vacancy, [wish.person_id for wish in wishes])
    found = []
    for wish in wishes:
        times = tuple(name for name in TIMES if name in wish.times & vacancy.times)
        has_skill = vacancy.module_id is None or wish.person_id in held
        if times and has_skill:
            paper = held.get(wish.person_id)
            found.append(Match(wish.person, wish, paper, wish.nearness, times))
    found.sort(key=lambda each: (-each.nearness, -len(each.times), each.wish.said_on))
    return found[:MOST]


def _held(vacancy: Vacancy, people: list[Any]) -> dict[Any, Certificate]:
    if vacancy.module_id is None:
        return {}
    rows = _holders(vacancy).filter(enrolment__person__in=people)
    rows = rows.select_related("enrolment__course").order_by("issued_on")
    return {row.enrolment.person_id: row for row in rows}


def _holders(vacancy: Vacancy) -> Any:
    """The certificates of the skill that is asked for."""
    return Certificate.objects.valid().filter(enrolment__course__module=vacancy.module_id)


def _nearness(code: str) -> Case:
    """2: in the same community, 1: in the same town, with what was merged into them; 0: else."""
    digits = ((COMMUNITY_DIGITS, 2), (TOWN_DIGITS, 1))
    whens = [
        When(within(whole(code[:length])), then=near)
        for length, near in digits
        if len(code) >= length
    ]
    return Case(*whens, default=0, output_field=IntegerField())
