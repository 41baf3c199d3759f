"""How does a form come in, get filled, and get signed?"""

from collections.abc import Iterator, Mapping
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
from jinlin.metrics.papers import signing
from jinlin.metrics.papers.rows import WRITERS
from jinlin.metrics.papers.signing import Paper, opened, stepped
from jinlin.metrics.permissions import can_draw_up, can_sign
from jinlin.metrics.returns import layouts, queries, telling
from jinlin.metrics.returns.counting import Counted, count
from jinlin.metrics.returns.deadlines import due
from jinlin.metrics.returns.listing import listed
from jinlin.metrics.returns.matching import Meaning, rosters, suggestions
from jinlin.metrics.returns.matching.labels import label_of
from jinlin.metrics.returns.models import (
    LONGEST_TITLE,
    LONGEST_VALUE,
    Answer,
    Blank,
    Origin,
    Return,
)
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
    """The paper can be issued; called before a kind is first asked for."""
    register(PAPER)


@transaction.atomic
def take_in(
    file: "File[bytes]", place: Place, month: str, *, actor: Actor, due_on: date | None = None
) -> Blank | Return:
    """The form is here, each of its cells with what it most likely asks for; one whose cells were
    confirmed before is filled for the month at once.
    """
    require(can_draw_up(actor, place.code))
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
def fill(blank: Blank, month: str, *, actor: Actor, due_on: date | None = None) -> Return:
    """The form of this month is there, filled from the records; one that is there already is it."""
    require(can_draw_up(actor, blank.place_code))
    _check_month(month)
    if not blank.is_confirmed:
        raise NotNow(_("Please confirm first what the cells of this form ask for."))
    return _filled(blank, month, due_on, actor)


@transaction.atomic
def fill_again(filled: Return, *, version: int, actor: Actor) -> Return:
    """Every cell says what the records say now; what was written by hand stays."""
    filled = _opened(filled, version, actor)
    _answer(filled, actor)
    filled.filled_at = clock.now()
    stepped(filled, "fill_again", actor, "filled_at")
    return filled


@transaction.atomic
def write(filled: Return, values: Mapping[str, str], *, version: int, actor: Actor) -> Return:
    """These cells say what somebody wrote, and that it was by hand; emptied, a cell says what the
    records say.
    """
    filled = _opened(filled, version, actor)
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
    stepped(filled, "write", actor, data={"cells": refs})
    return filled


@transaction.atomic
def sign(filled: Return, *, version: int, actor: Actor) -> Document:
    """It is a numbered paper and stays as it is: its values, how each was counted, and the file."""
    filled = _opened(filled, version, actor)
    require(can_sign(actor, filled.place_code))
    if reason := queries.why_unsigned(filled):
        raise NotNow(reason)
    missing = filled.answers.filter(origin=Origin.MISSING).count()
    if missing:
        raise NotNow(_("%(n)d cells are still empty. Please fill them in first.") % {"n": missing})
    filled.signed_on = clock.today()
    filled.answers.update(signed_on=filled.signed_on)
    file = ContentFile(queries.file_of(filled), name=f"form.{filled.blank.kind}")
    form = Paper(RETURN, f"{filled.title} {filled.month}", _content(filled), file)
    paper = signing.sign(filled, form, "signed_on", actor=actor)
    telling.announce(filled, "sign")
    telling.tell_signed(filled, actor)
    return paper


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
    proposals = suggestions(
        layout.fields, places=queries.names_inside(place), known=queries.known(place.county_code)
    )
    fields = [
        {
            "ref": each.ref,
            "label": label_of((*each.left[:2], *each.above[:2]))[:200],
            "meaning": proposals[each.ref].meaning.stored(),
            "surely": round(proposals[each.ref].surely, 2),
            "wording": proposals[each.ref].wording[:200],
            "offers": [offer.stored() for offer in proposals[each.ref].offers],
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
            "rosters": rosters.suggested(
                layout.rosters, layout.title, queries.known_lists(place.county_code)
            ),
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
            "due_at": due(month, due_on),
            "filled_at": clock.now(),
            "filled_by": actor.user_id,
        },
    )
    if is_new:
        _answer(filled, actor)
        timeline.record(filled, "fill", actor=actor, audience="staff")
        telling.announce(filled, "fill")
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
        rows.append(_counted_into(row, counted[ref]))
    rows += _of_lists(filled, by_hand, actor)
    Answer.objects.bulk_create(rows)


def _of_lists(filled: Return, by_hand: Mapping[str, Answer], actor: Actor) -> Iterator[Answer]:
    """A cell for each column of each row of the form's lists. What was written by hand follows the
    record that it was written beside, wherever that stands now.
    """
    written = {
        (ref.partition("@")[0], row.definition.get("row")): row
        for ref, row in by_hand.items()
        if "@" in ref
    }
    filled.answers.filter(pk__in=[row.pk for row in written.values()]).delete()
    with override(settings.LANGUAGE_CODE):
        found = [
            each
            for kept in filled.blank.rosters or ()
            for each in listed(kept, filled.place, filled.month, actor=actor)
        ]
    for position, each in enumerate(found, len(filled.blank.fields)):
        row = Answer(
            filled=filled,
            county=filled.county,
            place_code=filled.place_code,
            position=position,
            ref=each.ref,
            label=each.label[:200],
            meaning=each.meaning.stored(),
            role=_role(actor),
        )
        _counted_into(row, each.counted)
        own = written.get((each.ref.partition("@")[0], each.counted.definition.get("row")))
        if own is not None:
            row.value, row.origin, row.role = own.value, Origin.HAND, own.role
        yield row


def _counted_into(row: Answer, counted: Counted) -> Answer:
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


def _check_month(month: str) -> None:
    if month not in names_until(clock.today(), MONTHS_BACK):
        raise Unusable(_("Please choose a month that has begun."), field="month")


def _opened(filled: Return, version: int, actor: Actor) -> Return:
    rows, signed = (
        Return.objects.select_related("blank"),
        _("This form is signed. It stays as it is."),
    )
    return opened(rows, filled, version, actor=actor, signed=signed)
