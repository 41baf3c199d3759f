"""What becomes of a form that a phone hands in: whenever it comes, however often, in whatever
order, and whoever hands it in?
"""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from jinlin.core.actor import Actor, county_of
from jinlin.core.errors import NotNow, Unusable
from jinlin.core.keys import uuid7
from jinlin.core.offline import Sent, made_once
from jinlin.core.time import clock
from jinlin.domains.visits.actions.applying import apply, next_of, precedes
from jinlin.domains.visits.actions.carrying import where_of
from jinlin.domains.visits.actions.finding import note_findings
from jinlin.domains.visits.actions.forms import Form, read_form
from jinlin.domains.visits.actions.steps import on_word_of, rule_of
from jinlin.domains.visits.deadlines import happened, off_by
from jinlin.domains.visits.models import (
    Aside,
    ChecklistVersion,
    Door,
    FormState,
    Pack,
    Visit,
    Why,
)

ASIDE_DAYS = 3  # until somebody should have looked at it


@dataclass(frozen=True)
class Handed:
    """What was handed in: the opened form under its key, the digest of its sealed bytes, when the
    phone sent it by its own clock, and who is signed in there.
    """

    key: UUID
    content: dict[str, Any]
    digest: str
    sent_at: datetime
    sender: Actor


@dataclass
class Taken:
    """What stands of it. Everything that is taken is safe; `state` says how it counts."""

    key: UUID
    state: str
    visit: Visit | None = None
    conflict: str = ""
    keys: list[UUID] = field(default_factory=list)


def take(handed: Handed) -> Taken:
    """The form is safe here, once, and counts as it can. Call it outside of any transaction.

    What cannot count by itself is laid aside; nothing that could be opened is refused.
    """
    pack = _pack(handed.content)
    try:
        form = read_form(handed.key, handed.content, sent_at=handed.sent_at)
    except Unusable:
        return _lay_aside(handed, pack, Why.UNCLEAR)
    if pack is None:
        return _lay_aside(handed, None, Why.OTHER_DOOR)
    if handed.content.get("draft"):
        return _lay_aside(handed, pack, Why.UNFINISHED)
    if pack.phone.shut_out_at:
        return _lay_aside(handed, pack, Why.SHUT_OUT)
    if str(form.door) not in pack.doors:
        return _lay_aside(handed, pack, Why.OTHER_DOOR)
    return _take(form, pack)


def take_from_aside(aside: Aside, content: dict[str, Any]) -> Taken:
    """The same for a form that a person took out of those laid aside."""
    pack = _pack(content)
    form = read_form(aside.pk, content, sent_at=aside.received_at)
    if pack is None or not Door.objects.filter(pk=form.door, county=pack.county).exists():
        raise NotNow
    return _take(form, pack)


def _take(form: Form, pack: Pack) -> Taken:
    place_code = Door.objects.values_list("place_code", flat=True).get(pk=form.door)
    sent = Sent(form.key, form.content, place_code)
    try:
        visit = made_once(Visit, sent, make=lambda: _make(form, pack))
    except NotNow as twice:
        return Taken(form.key, "twice", conflict=str(twice.detail.get("conflict", "")))
    return Taken(form.key, visit.standing, visit, keys=[each.key for each in form.findings])


def _make(form: Form, pack: Pack) -> Visit:
    """The visit stands, and the door knows of it unless it must wait."""
    door = Door.objects.held(Door(pk=form.door))
    visit = _visit(form, pack, door)
    actor = on_word_of(pack.user, face=door.round.unit.name)
    if form.own > 1 and not precedes(visit):
        visit.standing = FormState.HELD
        visit.save(force_insert=True)
    else:
        visit.save(force_insert=True)
        door = apply(visit, door, actor=actor)
        _let_go_on(visit, door, actor)
    note_findings(visit, door, form.findings, actor=actor)
    return visit


def _let_go_on(visit: Visit, door: Door, actor: Actor) -> None:
    """Those that waited for this one count now, in their order."""
    following = next_of(visit)
    while following is not None:
        following.standing = FormState.STANDS
        door = apply(following, door, actor=actor)
        following = next_of(following)


def release_held(now: datetime) -> int:
    """Forms that waited long enough for the one before them count without it; how many. Safe to run
    twice.
    """
    done = 0
    rows = Visit.objects.filter(standing=FormState.HELD).order_by("own", "received_at", "pk")
    for key, county, at, door_key in list(rows.values_list("pk", "county", "received_at", "door")):
        if at > now - timedelta(days=rule_of(county).hold_days):
            continue
        with transaction.atomic():
            door = Door.objects.held(Door(pk=door_key))
            visit = Visit.objects.select_related("visitor").get(pk=key)
            if visit.standing != FormState.HELD:
                continue
            visit.standing = FormState.STANDS
            actor = on_word_of(visit.visitor, face=door.round.unit.name)
            _let_go_on(visit, apply(visit, door, actor=actor), actor)
            done += 1
    return done


def _visit(form: Form, pack: Pack, door: Door) -> Visit:
    now = clock.now()
    when = happened(form.moments, now)
    version = _version(form.asked_by)
    return Visit(
        id=form.key,
        county=door.county,
        door=door,
        place_code=door.place_code,
        visitor=pack.user,
        phone=pack.phone,
        pack=pack,
        base=form.base,
        own=form.own,
        outcome=form.outcome,
        checklist=version,
        asked_by=form.asked_by,
        answers=json.dumps(form.answers, ensure_ascii=False) if form.answers else "",
        files_wanted=form.files,
        said_at=form.moments.said_at,
        off_seconds=off_by(form.moments, now),
        happened_at=when,
        happened_on=clock.local_day(when),
        received_at=now,
    )


def _version(asked_by: str) -> ChecklistVersion | None:
    """The version that a form names, if it is still there."""
    checklist, _colon, number = asked_by.partition(":")
    try:
        return ChecklistVersion.objects.filter(checklist=UUID(checklist), number=number).first()
    except ValueError:
        return None


def _pack(content: dict[str, Any]) -> Pack | None:
    """The list with which it was written, if the form knows its secret."""
    try:
        rows = Pack.objects.select_related("phone", "user")
        pack = rows.filter(pk=UUID(str(content.get("pack")))).first()
    except ValueError:
        return None
    return pack if pack and pack.secret == content.get("secret") else None


@transaction.atomic
def _lay_aside(handed: Handed, pack: Pack | None, why: Why) -> Taken:
    known = Aside.objects.filter(pk=handed.key).first()
    if known and known.digest == handed.digest:
        return Taken(handed.key, "aside")
    code = pack.phone.place_code if pack else where_of(handed.sender)
    now = clock.now()
    Aside.objects.create(
        pk=uuid7() if known else handed.key,
        county=county_of(code),
        place_code=code,
        pack=pack,
        user_id=pack.user_id if pack else handed.sender.user_id,
        why=why,
        content=json.dumps(handed.content, ensure_ascii=False),
        digest=handed.digest,
        received_at=now,
        due_at=now + timedelta(days=ASIDE_DAYS),
    )
    return Taken(handed.key, "aside")


__all__ = ["Handed", "Taken", "release_held", "take", "take_from_aside"]
