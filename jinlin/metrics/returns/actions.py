"""How does a form come in, get its meaning, get filled, and get signed?"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.files import uploads
from jinlin.core.files.kinds import Family
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.core.time.months import names_until
from jinlin.ground.places.models import Place
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.returns import layouts, queries
from jinlin.metrics.returns.counting import Counted, count
from jinlin.metrics.returns.matching import Meaning, suggestions
from jinlin.metrics.returns.matching.meanings import Kind as Asks
from jinlin.metrics.returns.matching.suggesting import label_of
from jinlin.metrics.returns.models import (
    LONGEST_TITLE,
    LONGEST_VALUE,
    WRITERS,
    Answer,
    Blank,
    Origin,
    Return,
)
from jinlin.metrics.returns.permissions import can_fill_in, can_sign
from jinlin.services.documents import actions as documents
from jinlin.services.documents.kinds import Kind, register
from jinlin.services.documents.models import Document

RETURN = "returns.return"
PAPER = Kind(
    RETURN,
    gettext_lazy("Form filled from records"),
    "return",
    "报表",
    about="returns.return",
    public_fields={"place": gettext_lazy("Place"), "month": gettext_lazy("Month")},
    by_domain=True,
)
MONTHS_BACK = 37


def register_kinds() -> None:
    """The paper can be issued; called once when the app is ready."""
    register(PAPER)


@transaction.atomic
def take_in(
    file: "File[bytes]", place: Place, month: str, *, actor: Actor, due_on: date | None = None
) -> Blank | Return:
    """The form is here, each of its cells with what it most likely asks for; one whose cells were
    confirmed before is filled for the month at once.
    """
    require(can_fill_in(actor, place.code))
    _check_month(month)
    upload = uploads.receive(file, county=place.county_code, actor=actor, takes=(Family.PAPER,))
    if upload.kind not in {"xlsx", "docx"}:
        raise Unusable(_("Please send the form as Excel (.xlsx) or Word (.docx)."), field="file")
    layout = layouts.read(uploads.content_of(upload, upload.path), upload.kind)
    blank, is_new = _blank(layout, place, actor)
    if is_new:
        uploads.attach([upload], blank)
        timeline.record(blank, "take_in", actor=actor, audience="staff")
    if not blank.is_confirmed:
        return blank
    return _filled(blank, month, due_on, actor)


@transaction.atomic
def match(blank: Blank, meanings: Mapping[str, Meaning], *, version: int, actor: Actor) -> Blank:
    """These cells ask for what a person says they do."""
    blank = _held(blank, version, actor)
    for meaning in meanings.values():
        _check(meaning, blank)
    known = {each["ref"] for each in blank.fields}
    if not meanings or meanings.keys() - known:
        raise Unusable(_("Please choose a cell of this form."), field="ref")
    for each in blank.fields:
        if (own := meanings.get(each["ref"])) is not None:
            each["meaning"], each["surely"], each["by_hand"] = own.stored(), 1.0, True
    return _kept(blank, "match", actor, data={"cells": sorted(meanings)[:50]})


@transaction.atomic
def confirm(blank: Blank, *, version: int, actor: Actor) -> Blank:
    """What the cells ask for holds from now on, for this form of every month."""
    blank = _held(blank, version, actor)
    blank.confirmed_at, blank.confirmed_by = clock.now(), actor.user_id
    return _kept(blank, "confirm", actor)


@transaction.atomic
def fill(blank: Blank, month: str, *, actor: Actor, due_on: date | None = None) -> Return:
    """The form of this month is there, filled from the records; one that is there already is it."""
    require(can_fill_in(actor, blank.place_code))
    _check_month(month)
    if not blank.is_confirmed:
        raise NotNow(_("Please confirm first what the cells of this form ask for."))
    return _filled(blank, month, due_on, actor)


@transaction.atomic
def fill_again(filled: Return, *, version: int, actor: Actor) -> Return:
    """Every cell says what the records say now; what was written by hand stays."""
    filled = _open(filled, version, actor)
    _answer(filled, actor)
    filled.filled_at = clock.now()
    return _stepped(filled, "fill_again", actor, "filled_at")


@transaction.atomic
def write(filled: Return, values: Mapping[str, str], *, version: int, actor: Actor) -> Return:
    """These cells say what somebody wrote, and that it was by hand; emptied, a cell says what the
    records say.
    """
    filled = _open(filled, version, actor)
    rows = {row.ref: row for row in filled.answers.all()}
    if values.keys() - rows.keys():
        raise Unusable(_("Please choose a cell of this form."), field="ref")
    changed = []
    for ref, typed in values.items():
        text = tidy(typed)
        if len(text) > LONGEST_VALUE:
            raise Unusable(
                _("Please keep each cell under 200 characters. What you typed is kept."), field=ref
            )
        if text != rows[ref].value:
            _write(rows[ref], text, actor)
            changed.append(rows[ref])
    Answer.objects.bulk_update(changed, ["value", "origin", "role"])
    refs = [row.ref for row in changed][:50]
    return _stepped(filled, "write", actor, data={"cells": refs})


@transaction.atomic
def sign(filled: Return, *, version: int, actor: Actor) -> Document:
    """It is a numbered paper and stays as it is: its values, how each was counted, and the file."""
    filled = _open(filled, version, actor)
    require(can_sign(actor, filled.place_code))
    missing = filled.answers.filter(origin=Origin.MISSING).count()
    if missing:
        raise NotNow(_("%(n)d cells are still empty. Please fill them in first.") % {"n": missing})
    filled.signed_at, filled.signed_by = clock.now(), actor.user_id
    filled.signed_on = clock.local_day(filled.signed_at)
    filled.answers.update(signed_on=filled.signed_on)
    _stepped(filled, "sign", actor, "signed_at", "signed_by", "signed_on")
    file = ContentFile(queries.file_of(filled), name=f"form.{filled.blank.kind}")
    kept = uploads.receive(file, county=filled.county, actor=actor, takes=(Family.PAPER,))
    uploads.attach([kept], filled)
    with override(settings.LANGUAGE_CODE):
        return documents.issue(
            county=filled.county,
            kind=RETURN,
            title=f"{filled.title} {filled.month}",
            about=filled,
            data=_content(filled),
            actor=actor,
        )


def _content(filled: Return) -> dict[str, Any]:
    return {
        "place": filled.place.name,
        "month": filled.month,
        "title": filled.title,
        "lines": [
            {
                "ref": row.ref,
                "name": row.definition.get("name") or row.label,
                "value": row.value,
                "origin": str(row.get_origin_display()),
            }
            for row in filled.answers.counted().order_by("position")
        ],
    }


def _blank(layout: layouts.Layout, place: Place, actor: Actor) -> tuple[Blank, bool]:
    found = Blank.objects.filter(place=place, fingerprint=layout.fingerprint).first()
    if found is not None:
        return found, False
    said = suggestions(
        layout.fields, places=queries.names_inside(place), known=queries.known(place.county_code)
    )
    fields = [
        {
            "ref": each.ref,
            "label": label_of(each)[:200],
            "meaning": said[each.ref].meaning.stored(),
            "surely": round(said[each.ref].surely, 2),
            "others": list(said[each.ref].others),
        }
        for each in layout.fields
    ]
    return Blank.objects.get_or_create(
        place=place,
        fingerprint=layout.fingerprint,
        defaults={
            "county": place.county_code,
            "place_code": place.code,
            "title": (tidy(layout.title) or str(_("Form without a title")))[:LONGEST_TITLE],
            "kind": layout.kind,
            "fields": fields,
            "taken_at": clock.now(),
            "taken_by": actor.user_id,
        },
    )


def _filled(blank: Blank, month: str, due_on: date | None, actor: Actor) -> Return:
    filled, is_new = Return.objects.get_or_create(
        blank=blank,
        month=month,
        defaults={
            "county": blank.county,
            "place": blank.place,
            "place_code": blank.place_code,
            "title": blank.title,
            "due_on": due_on,
            "filled_at": clock.now(),
            "filled_by": actor.user_id,
        },
    )
    if is_new:
        _answer(filled, actor)
        timeline.record(filled, "fill", actor=actor, audience="staff")
    return filled


def _answer(filled: Return, actor: Actor) -> None:
    """Every cell that nobody wrote in by hand says what the records say."""
    fields = filled.blank.fields
    meanings = {each["ref"]: Meaning.of(each["meaning"]) for each in fields}
    by_hand = {row.ref: row for row in filled.answers.filter(origin=Origin.HAND)}
    with override(settings.LANGUAGE_CODE):
        counted = count(meanings, filled.place, filled.month, person=actor.name)
    filled.answers.exclude(origin=Origin.HAND).delete()
    rows = []
    for position, each in enumerate(fields):
        ref, label = each["ref"], each["label"]
        if (kept := by_hand.get(ref)) is not None:
            kept.recorded = counted[ref].value
            kept.save(update_fields=["recorded"])
            continue
        row = Answer(
            filled=filled,
            county=filled.county,
            place_code=filled.place_code,
            position=position,
            ref=ref,
            label=label,
            meaning=each["meaning"],
            role=_role(actor),
        )
        rows.append(_said(row, counted[ref]))
    Answer.objects.bulk_create(rows)


def _said(row: Answer, counted: Counted) -> Answer:
    row.value = row.recorded = counted.value[:LONGEST_VALUE]
    row.origin, row.definition = counted.origin, dict(counted.definition)
    row.numerator, row.denominator = counted.numerator, counted.denominator
    return row


def _write(row: Answer, text: str, actor: Actor) -> None:
    row.role = _role(actor)
    if text and text != row.recorded:
        row.value, row.origin = text, Origin.HAND
        return
    row.value = row.recorded
    row.origin = Origin.RECORDS if row.recorded else Origin.MISSING


def _role(actor: Actor) -> str:
    """The role in which this person works with forms."""
    return next((grant.role for grant in actor.grants if grant.role in WRITERS), "")


def _check(meaning: Meaning, blank: Blank) -> None:
    if meaning.kind == Asks.MEASURE and meaning.key not in MEASURES:
        raise Unusable(_("Please choose a figure from the list."), field="key")
    if meaning.place and not meaning.place.startswith(blank.place_code):
        raise Unusable(_("Please choose a place of your own."), field="place")


def _check_month(month: str) -> None:
    if month not in names_until(clock.today(), MONTHS_BACK):
        raise Unusable(_("Please choose a month that has begun."), field="month")


def _held(blank: Blank, version: int, actor: Actor) -> Blank:
    require(can_fill_in(actor, blank.place_code))
    return Blank.objects.held(blank.pk, version)


def _open(filled: Return, version: int, actor: Actor) -> Return:
    require(can_fill_in(actor, filled.place_code))
    filled = Return.objects.select_related("blank").held(filled.pk, version)
    if filled.is_signed:
        raise NotNow(_("This form is signed. It stays as it is."))
    return filled


def _kept(blank: Blank, verb: str, actor: Actor, *, data: Any = None) -> Blank:
    blank.version += 1
    blank.save(update_fields=["fields", "version", "confirmed_at", "confirmed_by"])
    timeline.record(blank, verb, actor=actor, data=data or {}, audience="staff")
    return blank


def _stepped(filled: Return, verb: str, actor: Actor, *names: str, data: Any = None) -> Return:
    filled.version += 1
    filled.save(update_fields=["version", *names])
    timeline.record(filled, verb, actor=actor, data=data or {}, audience="staff")
    return filled
