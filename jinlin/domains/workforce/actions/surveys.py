"""How does a round ask the units, what do they answer, and what stands fast when they sign?"""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.domains.workforce.models import Answer, Post, Professional, Round, UnitReturn
from jinlin.domains.workforce.permissions import can_answer_round, can_keep


@transaction.atomic
def open_round(county: str, *, name: str, days: tuple[date, date], actor: Actor) -> Round:
    """Every unit that somebody works for, as the register knows, has its return with its people in
    it, to be confirmed.
    """
    require(can_keep(actor, county))
    if not tidy(name) or days[1] < days[0]:
        raise Unusable(_("Please enter a name, and a last day after the first."), field="name")
    try:
        with transaction.atomic():
            one = Round.objects.create(
                county=county, name=tidy(name)[:60], opens_on=days[0], closes_on=days[1], version=1
            )
    except IntegrityError as problem:
        raise Unusable(_("There is a round of this name already."), field="name") from problem
    rows = Post.objects.filter(
        county=county,
        until=None,
        organisation__isnull=False,
        professional__in=Professional.objects.standing().filter(county=county),
    ).select_related("professional")
    returns: dict[Any, UnitReturn] = {}
    answers: dict[tuple[Any, Any], Answer] = {}
    for post in rows:
        if post.organisation_id is None:
            continue
        own = returns.setdefault(
            post.organisation_id,
            UnitReturn(county=county, round=one, organisation_id=post.organisation_id),
        )
        answers[own.pk, post.professional_id] = Answer(
            county=county,
            unit_return=own,
            professional=post.professional,
            place_code=post.professional.place_code,
        )
    UnitReturn.objects.bulk_create(returns.values())
    Answer.objects.bulk_create(answers.values())
    timeline.record(one, "opened", actor=actor, audience="staff", data={"units": len(returns)})
    return one


@transaction.atomic
def answer(one: Answer, *, says: str, actor: Actor) -> Answer:
    """The unit said whether this person works for it."""
    own = UnitReturn.objects.held(one.unit_return_id)
    require(can_answer_round(actor, own))
    _require_open(own)
    if says not in Answer.Says.values:
        raise Unusable(_("Please choose an answer."), field="says")
    one.says = says
    one.save(update_fields=["says"])
    return one


@transaction.atomic
def sign(own: UnitReturn, *, actor: Actor) -> UnitReturn:
    """The unit's answers stand fast, with each person as the register knows them now; whoever left
    has no open post there any more.
    """
    own = UnitReturn.objects.held(own.pk)
    require(can_answer_round(actor, own))
    _require_open(own)
    answers = list(
        own.answers.select_related("professional").prefetch_related(
            "professional__qualifications", "professional__degrees", "professional__posts"
        )
    )
    if open_ones := sum(not each.says for each in answers):
        raise NotNow(_("%(count)d people have no answer yet.") % {"count": open_ones})
    for each in answers:
        _freeze(each, own)
    Answer.objects.bulk_update(answers, ["level", "degree", "sector", "work_class", "place_code"])
    left = [each.professional_id for each in answers if each.says == Answer.Says.LEFT]
    Post.objects.filter(professional__in=left, organisation=own.organisation_id, until=None).update(
        until=clock.today()
    )
    own.signed_at, own.signed_by, own.version = clock.now(), actor.user_id, own.version + 1
    own.save(update_fields=["signed_at", "signed_by", "version"])
    timeline.record(own, "signed", actor=actor, audience="staff", data={"people": len(answers)})
    return own


@transaction.atomic
def close_round(one: Round, *, actor: Actor) -> Round:
    """The round is over; returns that nobody signed stay unsigned, and are counted as that."""
    one = Round.objects.select_for_update(of=("self",)).get(pk=one.pk)
    require(can_keep(actor, one.county))
    if one.frozen_on is not None:
        raise NotNow(_("This round is closed already."))
    one.frozen_on, one.version = clock.today(), one.version + 1
    one.save(update_fields=["frozen_on", "version"])
    timeline.record(one, "closed", actor=actor, audience="staff")
    return one


def _require_open(own: UnitReturn) -> None:
    if own.signed_at is not None or own.round.frozen_on is not None:
        raise NotNow(_("This return stands fast already."))


def _freeze(each: Answer, own: UnitReturn) -> None:
    """How the register knows the person now."""
    one = each.professional
    each.place_code = one.place_code
    each.level = max((q.level for q in one.qualifications.all()), default=None)
    each.degree = max((d.degree for d in one.degrees.all()), default=None)
    post = next((p for p in one.posts.all() if p.organisation_id == own.organisation_id), None)
    each.sector_id = post.sector_id if post else None
    each.work_class = post.work_class if post else ""
