"""How does somebody tell the register something new, and how is it verified?"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotAllowed, NotNow, Unusable, require
from jinlin.core.files import uploads
from jinlin.core.files.uploads import Upload
from jinlin.core.secrets.fields import match_key
from jinlin.core.text import needed, tidy, why_of
from jinlin.core.time import clock
from jinlin.core.time.calendar import calendar
from jinlin.domains.workforce import deadlines
from jinlin.domains.workforce.actions.telling import tell_of_update
from jinlin.domains.workforce.models import (
    Degree,
    Degrees,
    Education,
    Level,
    Post,
    Professional,
    Qualification,
    Registration,
    Update,
    UpdateKind,
    UpdateState,
    WorkforceRule,
)
from jinlin.domains.workforce.permissions import can_update, can_verify, is_oneself
from jinlin.domains.workforce.roster.words import is_social_work, read_certificate, unit_key

LONGEST_HOURS = 3000


@transaction.atomic
def tell(
    one: Professional,
    *,
    kind: str,
    facts: Mapping[str, str],
    evidence: Sequence[Upload] = (),
    actor: Actor,
) -> Update:
    """What was told waits for the registrar, with its evidence. The record is as before."""
    one = Professional.objects.locked(one.pk)
    require(can_update(actor, one))
    if kind not in UpdateKind.values:
        raise Unusable(_("Please choose what you want to tell."), field="kind")
    READERS[kind](facts)  # refuses what cannot be read
    rule = WorkforceRule.of(one.county, clock.today())
    update = Update.objects.create(
        county=one.county,
        professional=one,
        kind=kind,
        told=json.dumps({name: tidy(str(value)) for name, value in facts.items()}),
        sent_at=clock.now(),
        due_at=deadlines.due(clock.today(), rule.step_days, calendar()),
        version=1,
    )
    uploads.attach(evidence, update)
    timeline.record(update, "told", actor=actor, data={"kind": kind})
    return update


@transaction.atomic
def verify(update: Update, *, actor: Actor) -> Update:
    """The fact stands in the register."""
    update = _begun(update, actor)
    require(can_verify(actor, update))
    values = READERS[update.kind](json.loads(update.told))
    try:
        with transaction.atomic():
            WRITERS[update.kind](update.professional, values)
    except IntegrityError as problem:
        raise NotNow(_("The register knows this already.")) from problem
    return _end(update, UpdateState.VERIFIED, "verified", actor=actor)


@transaction.atomic
def refuse_update(update: Update, *, reason: str, actor: Actor) -> Update:
    """Not taken over, for the reason that the person reads."""
    update = _begun(update, actor)
    require(can_verify(actor, update))
    update.reason = why_of(reason, limit=200)
    return _end(update, UpdateState.REFUSED, "refused", actor=actor)


@transaction.atomic
def withdraw_update(update: Update, *, actor: Actor) -> Update:
    """The person took it back; nothing of it stands in the register."""
    update = _begun(update, actor)
    if not is_oneself(actor, update.professional):
        raise NotAllowed
    return _end(update, UpdateState.WITHDRAWN, "withdrawn", actor=actor)


def _begun(update: Update, actor: Actor) -> Update:
    update = Update.objects.held(update.pk)
    if not Update.objects.visible_to(actor).filter(pk=update.pk).exists():
        raise NotAllowed
    if update.state != UpdateState.SENT:
        raise NotNow(_("This was decided already."))
    return update


def _end(update: Update, state: UpdateState, verb: str, *, actor: Actor) -> Update:
    update.state, update.version = state, update.version + 1
    update.save(update_fields=["state", "reason", "version"])
    timeline.record(update, verb, actor=actor, data={"by": actor.face})
    tell_of_update(update, verb)
    return update


def _post(facts: Mapping[str, str]) -> dict[str, Any]:
    unit = needed(facts.get("unit", ""), field="unit", words=_("Please enter the unit."), limit=120)
    return {
        "unit": unit,
        "unit_key": unit_key(unit),
        "title": tidy(facts.get("title", ""))[:60],
        "since": _day(facts, "since"),
    }


def _degree(facts: Mapping[str, str]) -> dict[str, Any]:
    major = tidy(facts.get("major", ""))[:60]
    return {
        "degree": _choice(facts, "degree", Degrees.values),
        "major": major,
        "is_social_work": is_social_work(major),
        "school": tidy(facts.get("school", ""))[:80],
        "graduated": _day(facts, "graduated"),
    }


def _qualification(facts: Mapping[str, str]) -> dict[str, Any]:
    number = _certificate(facts)
    day = _day(facts, "issued_on")
    return {
        "level": _choice(facts, "level", Level.values),
        "number": number,
        "number_key": match_key(number, "certificate"),
        "issuer": tidy(facts.get("issuer", ""))[:80],
        "issued_on": day,
        "counted_on": day,
    }


def _certificate(facts: Mapping[str, str]) -> str:
    """The certificate's number as a roster's would be read. Raises Unusable for what cannot be one:
    a sign that nobody sees would make another number of it.
    """
    words = _("Please enter the certificate's number.")
    typed = needed(facts.get("number", ""), field="number", words=words, limit=40)
    read = read_certificate(typed)
    if not read.values:
        raise Unusable(
            _("This is no certificate's number: it has 6 to 40 letters and digits."), field="number"
        )
    return read.values[0]


def _registration(facts: Mapping[str, str]) -> dict[str, Any]:
    return {
        "level": _choice(facts, "level", Level.values),
        "number": tidy(facts.get("number", ""))[:40],
        "registered_on": _day(facts, "registered_on"),
    }


def _education(facts: Mapping[str, str]) -> dict[str, Any]:
    try:
        hours = float(facts.get("hours", ""))
    except ValueError:
        hours = 0
    if not 0 < hours <= LONGEST_HOURS:
        raise Unusable(_("Please enter the hours as a number."), field="hours")
    return {
        "minutes": round(hours * 60),
        "on": _day(facts, "on"),
        "subject": needed(facts.get("subject", ""), field="subject", limit=120),
        "organiser": tidy(facts.get("organiser", ""))[:80],
    }


def _day(facts: Mapping[str, str], name: str) -> date:
    try:
        day = date.fromisoformat(facts.get(name, ""))
    except ValueError as problem:
        raise Unusable(_("Please enter the day."), field=name) from problem
    if day > clock.today():
        raise Unusable(_("This day lies ahead."), field=name)
    return day


def _choice(facts: Mapping[str, str], name: str, values: Sequence[int]) -> int:
    value = facts.get(name, "")
    if not value.isdecimal() or int(value) not in values:
        raise Unusable(_("Please choose one."), field=name)
    return int(value)


def _add_registration(one: Professional, values: dict[str, Any]) -> None:
    level = values.pop("level")
    held = one.qualifications.filter(level=level).first()
    if held is None:
        raise Unusable(_("The register knows no certificate of this level."), field="level")
    Registration.objects.create(county=one.county, qualification=held, **values)


def _adding(model: Any) -> Callable[[Professional, dict[str, Any]], None]:
    def add(one: Professional, values: dict[str, Any]) -> None:
        place = {"place_code": one.place_code} if model is Qualification else {}
        model.objects.create(county=one.county, professional=one, **values, **place)

    return add


READERS: dict[str, Callable[[Mapping[str, str]], dict[str, Any]]] = {
    UpdateKind.POST: _post,
    UpdateKind.DEGREE: _degree,
    UpdateKind.QUALIFICATION: _qualification,
    UpdateKind.REGISTRATION: _registration,
    UpdateKind.EDUCATION: _education,
}
WRITERS: dict[str, Callable[[Professional, dict[str, Any]], None]] = {
    UpdateKind.POST: _adding(Post),
    UpdateKind.DEGREE: _adding(Degree),
    UpdateKind.QUALIFICATION: _adding(Qualification),
    UpdateKind.REGISTRATION: _add_registration,
    UpdateKind.EDUCATION: _adding(Education),
}
