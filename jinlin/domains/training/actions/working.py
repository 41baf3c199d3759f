"""How is work offered, somebody introduced with their consent, and what came of it proved?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy

from jinlin.core import spoken, timeline
from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.files import uploads
from jinlin.core.files.uploads import Upload
from jinlin.core.text import needed, tidy
from jinlin.core.time import clock
from jinlin.domains.training.actions.steps import keep_introduction
from jinlin.domains.training.deadlines import follow_ups
from jinlin.domains.training.lifecycle import PENDING
from jinlin.domains.training.models import (
    TIMES,
    Enrolment,
    Evidence,
    FollowUp,
    Introduction,
    JobWish,
    Module,
    Placement,
    Rung,
    TrainingRule,
    Vacancy,
)
from jinlin.domains.training.permissions import (
    INTRODUCTION_RULES,
    can_close,
    can_offer_work,
    can_order,
    can_prove,
    can_strike_work,
    is_employer,
    is_keeper,
)
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import Person, Purpose, Relation
from jinlin.ground.people.queries import speaks_for
from jinlin.ground.places.models import Organisation, Place

WORDING = "job-1"  # of the consent


@dataclass(frozen=True)
class Work:
    """What an enterprise offers."""

    title: str
    place: Place
    hours: str
    pay: str
    valid_until: date
    module: Module | None = None
    skills: str = ""
    wanted: int = 1
    times: Collection[str] = ()


@transaction.atomic
def offer_work(organisation: Organisation, work: Work, *, actor: Actor) -> Vacancy:
    """The work is offered until its last day."""
    require(can_offer_work(actor, organisation))
    _check_work(work, organisation.county)
    fixed = {"county": organisation.county, "organisation": organisation, "told_on": clock.today()}
    row = Vacancy(**fixed, **_facts(work))
    row.save(force_insert=True)
    timeline.record(row, "offer_work", actor=actor)
    return row


@transaction.atomic
def change_work(row: Vacancy, work: Work, *, actor: Actor) -> Vacancy:
    """The work is offered so from now on, until another day perhaps; who is introduced stays so."""
    row = Vacancy.objects.held(row)
    require(can_close(actor, row))
    if row.closed_on:
        raise NotNow(gettext_lazy("This work is not offered any more."))
    _check_work(work, row.county)
    for name, value in _facts(work).items():
        setattr(row, name, value)
    row.save()
    timeline.record(row, "change_work", actor=actor)
    return row


@transaction.atomic
def close_work(row: Vacancy, *, actor: Actor) -> Vacancy:
    """The work is offered no longer."""
    row = Vacancy.objects.held(row)
    require(can_close(actor, row))
    if row.closed_on is None:
        row.closed_on = clock.today()
        row.save(update_fields=["closed_on"])
        timeline.record(row, "close_work", actor=actor)
    return row


@transaction.atomic
def look_for_work(
    person: Person, place: Place, *, times: Collection[str] = (), actor: Actor
) -> JobWish:
    """The person looks for work near there and may be matched."""
    person = Person.objects.locked(person.pk)
    require(can_order(actor, person, place.code))
    hours = {name: name in times for name in TIMES}
    kept = {"place": place, "place_code": place.code, "said_on": clock.today(), "ended_on": None}
    row, _is_new = JobWish.objects.update_or_create(
        person=person,
        defaults={**hours, **kept},
        create_defaults={**hours, **kept, "county": person.county},
    )
    timeline.record(row, "look_for_work", actor=actor)
    return row


@transaction.atomic
def stop_looking(row: JobWish, *, actor: Actor) -> JobWish:
    """The person is matched no more."""
    row = JobWish.objects.select_for_update(of=("self",)).select_related("person").get(pk=row.pk)
    require(can_order(actor, row.person, row.place_code))
    if row.ended_on is None:
        row.ended_on = clock.today()
        row.save(update_fields=["ended_on"])
        timeline.record(row, "stop_looking", actor=actor)
    return row


@transaction.atomic
def introduce(vacancy: Vacancy, person: Person, *, why: str, actor: Actor) -> Introduction:
    """The person is asked whether the enterprise may have their name; until they agree it has
    nothing.
    """
    vacancy = Vacancy.objects.held(vacancy)
    require(is_keeper(actor, vacancy.place_code) or speaks_for(actor, person))
    if not vacancy.is_open:
        raise NotNow(gettext_lazy("This work is not offered any more."))
    if person.county != vacancy.county:
        raise Unusable(gettext_lazy("Please choose a place in this county."), field="person")
    again = vacancy.introductions.filter(person=person, state__in=PENDING)
    if again.exists():
        raise NotNow(gettext_lazy("They are introduced there already."))
    days = TrainingRule.of(vacancy.county, clock.today()).introduced_days
    due_on = min(clock.today() + timedelta(days=days), vacancy.valid_until)
    row = Introduction(
        county=vacancy.county,
        vacancy=vacancy,
        person=person,
        place_code=vacancy.place_code,
        why=needed(why, field="why", limit=200),
        proposed_at=clock.now(),
        due_at=clock.end_of(due_on),
    )
    keep_introduction(row, "introduce", actor=actor)
    return row


@transaction.atomic
def agree_to_introduction(row: Introduction, *, actor: Actor) -> Introduction:
    """The person agreed, which is on record as their consent: the enterprise has name and phone."""
    row = INTRODUCTION_RULES.begin(row, "agree", actor)
    row.consent = people.consent(
        row.person,
        given_by="",
        relation=Relation.SELF,
        purpose=Purpose.SHARING,
        version=WORDING,
        actor=actor,
    )
    row.due_at = clock.end_of(row.vacancy.valid_until)
    return keep_introduction(row, "agree", actor=actor)


@transaction.atomic
def decline_introduction(row: Introduction, *, actor: Actor) -> Introduction:
    """The person does not want it; the enterprise never heard of them."""
    row = INTRODUCTION_RULES.begin(row, "decline", actor)
    return keep_introduction(row, "decline", actor=actor)


@transaction.atomic
def hire(row: Introduction, *, since: date, actor: Actor) -> Introduction:
    """The person works there, on the word of whoever said so."""
    row = INTRODUCTION_RULES.begin(row, "hire", actor)
    if since > clock.today():
        raise Unusable(gettext_lazy("This day lies ahead."), field="since")
    enrolments = Enrolment.objects.filter(person=row.person, completed_on__isnull=False)
    placement = Placement.objects.create(
        county=row.county,
        person=row.person,
        introduction=row,
        enrolment=enrolments.order_by("-completed_on", "-pk").first(),
        place_code=row.place_code,
        employer=row.vacancy.organisation.name[:80],
        since=since,
    )
    keep_introduction(row, "hire", actor=actor, since=spoken.day(since))
    _step_up(placement, Rung.CONFIRMED if is_employer(actor, row.vacancy) else Rung.TOLD, "", actor)
    if placement.enrolment is None:
        _ask_later(placement)
    return row


@transaction.atomic
def take_back_hire(row: Introduction, *, reason: str, actor: Actor) -> Introduction:
    """That they were hired was a mistake: it is struck out with the reason, in every count, and the
    introduction is open as it was before.
    """
    row = INTRODUCTION_RULES.begin(row, "take_back", actor)
    _struck(row.placements.standing().select_for_update(of=("self",)).get(), reason, actor)
    return keep_introduction(row, "take_back", actor=actor, reason=tidy(reason))


@transaction.atomic
def strike_work(placement: Placement, *, reason: str, actor: Actor) -> Placement:
    """The work was noted by mistake: it counts no longer, and stays with the reason. The
    introduction that it came of is open again.
    """
    row = placement.introduction and Introduction.objects.held(placement.introduction)
    rows = Placement.objects.select_for_update(of=("self",))
    placement = rows.select_related("person", "introduction__vacancy").get(pk=placement.pk)
    require(can_strike_work(actor, placement))
    _require_standing(placement)
    if row:
        row = INTRODUCTION_RULES.enter(row, "take_back", actor)
    _struck(placement, reason, actor)
    if row:
        keep_introduction(row, "take_back", actor=actor, reason=placement.struck_reason)
    return placement


@transaction.atomic
def turn_down(row: Introduction, *, reason: str, actor: Actor) -> Introduction:
    """The enterprise did not take them, for the reason that the person reads."""
    row = INTRODUCTION_RULES.begin(row, "turn_down", actor)
    row.reason = needed(reason, field="reason", limit=300)
    return keep_introduction(row, "turn_down", actor=actor, reason=row.reason)


@transaction.atomic
def withdraw_introduction(row: Introduction, *, reason: str, actor: Actor) -> Introduction:
    """The introduction is over, and a consent that was given for it holds no longer."""
    row = INTRODUCTION_RULES.begin(row, "withdraw", actor)
    row.reason = needed(reason, field="reason", limit=300)
    if row.consent and row.consent.holds:
        people.withdraw_consent(row.consent, actor=SYSTEM)  # whoever ends what it was given for
    return keep_introduction(row, "withdraw", actor=actor, reason=row.reason)


@transaction.atomic
def prove(
    placement: Placement,
    rung: int,
    *,
    words: str = "",
    papers: Sequence[Upload] = (),
    actor: Actor,
) -> Placement:
    """One rung more of the ladder stands: the employer confirmed it, or a document was seen. Said
    twice, it stands once.
    """
    placement = Placement.objects.select_for_update(of=("self",)).get(pk=placement.pk)
    require(can_prove(actor, placement))
    _require_standing(placement)
    if rung not in Rung.values:
        raise Unusable(gettext_lazy("Please choose one."), field="rung")
    if rung == Rung.SEEN and not (tidy(words) or papers):
        raise Unusable(gettext_lazy("Please say which document was seen."), field="words")
    evidence = _step_up(placement, rung, words, actor)
    uploads.attach(papers, evidence)
    return placement


@transaction.atomic
def look_at_introduced(row: Introduction, *, actor: Actor) -> None:
    """It is on record that the enterprise saw name and phone of whom it was given."""
    timeline.look(row.person, actor=actor, what="introduction", why=str(row.pk))


def _check_work(work: Work, county: str) -> None:
    if work.valid_until < clock.today():
        raise Unusable(
            gettext_lazy("Please choose a day that is still ahead."), field="valid_until"
        )
    if work.place.county_code != county:
        raise Unusable(gettext_lazy("Please choose a place in this county."), field="place")
    if work.module and work.module.county != county:
        raise Unusable(gettext_lazy("Please choose a module of this county."), field="module")


def _facts(work: Work) -> dict[str, Any]:
    return {
        "title": needed(work.title, field="title", limit=60),
        "module": work.module,
        "skills": tidy(work.skills)[:200],
        "place": work.place,
        "place_code": work.place.code,
        "hours": needed(work.hours, field="hours", limit=60),
        "pay": needed(work.pay, field="pay", limit=60),
        "wanted": work.wanted,
        "valid_until": work.valid_until,
        **{name: name in work.times for name in TIMES},
    }


def _struck(placement: Placement, reason: str, actor: Actor) -> None:
    placement.struck_reason = needed(reason, field="reason", limit=300)
    placement.struck_on, placement.struck_by = clock.today(), actor.user_id
    placement.save(update_fields=["struck_on", "struck_by", "struck_reason"])
    placement.follow_ups.standing().update(struck_on=placement.struck_on)
    timeline.record(placement, "strike", actor=actor, note=placement.struck_reason)


def _ask_later(placement: Placement) -> None:
    """Whoever was hired without a class is asked how they went on as those of a class are, by the
    county's months on that day. A day that is over is not asked for any more.
    """
    months_after = TrainingRule.of(placement.county, placement.since).months
    FollowUp.objects.bulk_create(
        FollowUp(
            county=placement.county,
            placement=placement,
            place_code=placement.place_code,
            months=months,
            due_on=due_on,
        )
        for months, due_on in follow_ups(placement.since, months_after)
        if due_on >= clock.today()
    )


def _require_standing(placement: Placement) -> None:
    if placement.struck_on:
        raise NotNow(gettext_lazy("This was struck out already."))


def _step_up(placement: Placement, rung: int, words: str, actor: Actor) -> Evidence:
    evidence, is_new = Evidence.objects.get_or_create(
        placement=placement,
        rung=rung,
        defaults={
            "county": placement.county,
            "words": tidy(words)[:200],
            "given_on": clock.today(),
            "given_by": actor.user_id,
        },
    )
    if is_new:
        placement.rung = max(placement.rung, rung)
        if placement.rung > Rung.TOLD and placement.proved_on is None:
            placement.proved_on = clock.today()
        placement.save(update_fields=["rung", "proved_on"])
        timeline.record(placement, "prove", actor=actor, data={"rung": int(rung)})
    return evidence
