"""Which verbs pass between a hotline and this house?

An order is one appeal, whoever hands it in how often and at what moment. What the platform says of
its caller (hurried, withdrawn, called back) is done in the caller's name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import NotNow, Refusal, Unusable, require
from jinlin.core.files import uploads
from jinlin.core.files.kinds import Family
from jinlin.core.files.uploads import Upload
from jinlin.core.time import clock
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.actions import Report, Verdict
from jinlin.domains.appeals.hotline import standing
from jinlin.domains.appeals.hotline.dispatches import Dispatch, order_of
from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.models import (
    FOUND_AT_NIGHT,
    Appeal,
    Category,
    Channel,
    Difference,
    DifferenceKind,
    Hotline,
    HotlineMeaning,
    Identity,
    WorkOrder,
)
from jinlin.domains.appeals.permissions import can_exchange
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Place
from jinlin.ground.places.queries import meant

NEW, KNOWN, CHANGED, REFUSED = "new", "known", "changed", "refused"
TAKES = (Family.PHOTO, Family.PAPER, Family.SOUND)


@dataclass(frozen=True)
class Outcome:
    """What became of one row that was handed in."""

    number: str
    status: str
    appeal: str = ""
    reason: str = ""


def take_in_all(
    hotline: Hotline,
    rows: Iterable[Mapping[str, str]],
    *,
    actor: Actor,
    files: Mapping[str, bytes] | None = None,
    is_whole: bool = False,
) -> list[Outcome]:
    """Every row is taken in by itself or refused with its reason. `is_whole`: these are all orders
    that are open over there today.
    """
    require(can_exchange(actor, hotline))
    outcomes = [_taken_or_refused(hotline, row, actor, files, is_whole) for row in rows]
    if is_whole:
        Hotline.objects.filter(pk=hotline.pk).update(listed_on=clock.today())
    return outcomes


def take_in(
    hotline: Hotline, dispatch: Dispatch, *, actor: Actor, is_listed: bool = False
) -> Outcome:
    """The order is an appeal here: a new one, the same as before, or with what is new in it. Two
    who hand it in at once make one.
    """
    require(can_exchange(actor, hotline))
    try:
        with transaction.atomic():
            return _take_in(hotline, dispatch, actor, is_listed)
    except IntegrityError:  # another one was writing it down; now it stands
        with transaction.atomic():
            return _take_in(hotline, dispatch, actor, is_listed)


@transaction.atomic
def give_back(hotline: Hotline, heard: Mapping[str, int], *, actor: Actor) -> int:
    """The hotline has heard of these orders at these versions; an older word never undoes a newer
    one. Returns how many were news.
    """
    require(can_exchange(actor, hotline))
    rows = WorkOrder.objects.select_for_update(of=("self",)).filter(
        hotline=hotline, number__in=list(heard)
    )
    count = 0
    for order in rows.select_related("appeal__merged_into").order_by("pk"):
        version = min(heard[order.number], order.appeal.version)
        if version > order.given_version:
            order.given_version, order.given_at = version, clock.now()
            order.given = hotline.word(order.appeal)
            order.save(update_fields=["given_version", "given_at", "given"])
            count += 1
    return count


@transaction.atomic
def reconcile(hotline: Hotline) -> int:
    """The open differences are those that hold tonight; what no longer holds is settled. Safe to
    run twice. Returns how many are open.
    """
    today = clock.today()
    rows = Difference.objects.select_for_update().filter(hotline=hotline).open()
    known = {(row.number, row.kind): row for row in rows}
    found = {
        (each.order.number, each.kind): each for each in standing.differing(hotline, clock.now())
    }
    for key, each in found.items():
        if key not in known:
            _differ(hotline, each.kind, each.order.number, order=each.order, ours=each.ours)
    over = [row.pk for key, row in known.items() if key[1] in FOUND_AT_NIGHT and key not in found]
    Difference.objects.filter(pk__in=over).update(settled_on=today)
    return Difference.objects.filter(hotline=hotline).open().count()


@transaction.atomic
def settle_difference(difference: Difference, *, actor: Actor) -> None:
    """Somebody has seen to it; what still holds is found again at night."""
    require(can_exchange(actor, difference.hotline))
    rows = Difference.objects.filter(pk=difference.pk).open()
    if not rows.update(settled_on=clock.today()):
        raise NotNow(_("This is settled already."))


def _taken_or_refused(
    hotline: Hotline,
    row: Mapping[str, str],
    actor: Actor,
    files: Mapping[str, bytes] | None,
    is_listed: bool,
) -> Outcome:
    number = str(row.get(hotline.column("number")) or "")[:60]
    try:
        return take_in(hotline, order_of(hotline, row, files), actor=actor, is_listed=is_listed)
    except Refusal as no:
        if no.status == 403:
            raise
        _differ(hotline, DifferenceKind.REFUSED, number or "-", reason=str(no))
        return Outcome(number, REFUSED, reason=str(no))


def _take_in(hotline: Hotline, dispatch: Dispatch, actor: Actor, is_listed: bool) -> Outcome:
    rows = WorkOrder.objects.select_for_update(of=("self",)).select_related("appeal")
    order = rows.filter(hotline=hotline, number=dispatch.number).first()
    seen = clock.today() if is_listed else None
    if order is None:
        order = _write_down(hotline, dispatch, actor, seen)
        _settle(hotline, dispatch.number, DifferenceKind.REFUSED)
        return Outcome(dispatch.number, NEW, order.appeal.number)
    if seen:
        order.seen_on = seen
    if order.digest == dispatch.digest:
        order.save(update_fields=["seen_on"])
        return Outcome(dispatch.number, KNOWN, order.appeal.number)
    _hear(hotline, order, dispatch)
    order.theirs, order.theirs_at = dispatch.state or order.theirs, clock.now()
    order.digest, order.said = dispatch.digest, dispatch.words_digest
    order.save(update_fields=["theirs", "theirs_at", "digest", "said", "seen_on"])
    return Outcome(dispatch.number, CHANGED, order.appeal.number)


def _write_down(hotline: Hotline, dispatch: Dispatch, actor: Actor, seen: date | None) -> WorkOrder:
    reporter = _caller(hotline, dispatch, actor)
    words = Report(
        place=_place(hotline, dispatch),
        text=dispatch.text,
        channel=Channel.HOTLINE,
        title=dispatch.title,
        spot=dispatch.spot,
        category=_category(hotline, dispatch),
        reporter=reporter,
        identity=Identity.NAMED if reporter else Identity.ANONYMOUS,
        photos=_received(hotline, dispatch, actor),
        source_ref=f"{hotline.slug}:{dispatch.number}"[:80],
        written_at=dispatch.written_at,
    )
    appeal, now = actions.report(words, actor=actor), clock.now()
    return WorkOrder.objects.create(
        county=hotline.county,
        hotline=hotline,
        number=dispatch.number,
        appeal=appeal,
        theirs=dispatch.state,
        theirs_at=now,
        digest=dispatch.digest,
        said=dispatch.words_digest,
        taken_at=now,
        taken_on=clock.local_day(now),
        seen_on=seen,
        given_version=0,
    )


def _hear(hotline: Hotline, order: WorkOrder, dispatch: Dispatch) -> None:
    """What is new in it is done in the caller's name; what is not open here is written down for
    the lead.
    """
    caller = replace(
        SYSTEM, name=hotline.name, face=hotline.name, tracks=frozenset({order.appeal_id})
    )
    files = _received(hotline, dispatch, SYSTEM) if dispatch.files else []
    is_new_text = order.said != dispatch.words_digest
    meaning = hotline.meanings.get(dispatch.state, "") if dispatch.state != order.theirs else ""
    try:
        with transaction.atomic():
            if is_new_text or files:
                text = dispatch.text if is_new_text else dispatch.state
                _now(order, actions.add_information, caller, text=text, photos=files)
            _follow(order, meaning, caller, dispatch.state)
    except NotNow as no:
        _differ(
            hotline,
            DifferenceKind.NOT_FOLLOWED,
            order.number,
            order=order,
            reason=str(no),
            theirs=dispatch.state,
            ours=hotline.word(order.appeal),
        )


def _follow(order: WorkOrder, meaning: str, caller: Actor, word: str) -> None:
    if meaning == HotlineMeaning.HURRY:
        _now(order, actions.hurry, caller, note=word)
    elif meaning == HotlineMeaning.WITHDRAWN:
        _now(order, actions.withdraw, caller, reason=word)
    elif meaning in {HotlineMeaning.SATISFIED, HotlineMeaning.UNSATISFIED}:
        _call_back(order, meaning == HotlineMeaning.SATISFIED, caller, word)


def _call_back(order: WorkOrder, is_solved: bool, caller: Actor, word: str) -> None:
    """Heard as the caller's own judgement; a matter that was closed meanwhile is opened again."""
    appeal = Appeal.objects.get(pk=order.appeal_id)
    if appeal.state == State.CLOSED:
        if not is_solved:
            _now(order, actions.reopen, caller, reason=word)
        return
    verdict = Verdict(answered=True, solved=is_solved, satisfied=is_solved)
    _now(order, actions.judge, caller, verdict=verdict, comment=word)


def _now(order: WorkOrder, act: object, caller: Actor, **details: object) -> None:
    """The verb on the appeal as it stands."""
    assert callable(act)
    order.appeal = act(Appeal.objects.get(pk=order.appeal_id), actor=caller, **details)


def _received(hotline: Hotline, dispatch: Dispatch, actor: Actor) -> list[Upload]:
    return [
        uploads.receive(
            ContentFile(one.content, one.name), county=hotline.county, actor=actor, takes=TAKES
        )
        for one in dispatch.files
    ]


def _caller(hotline: Hotline, dispatch: Dispatch, actor: Actor) -> Person | None:
    if not (dispatch.name or dispatch.phone):
        return None
    return people.know(hotline.county, name=dispatch.name, phone=dispatch.phone, actor=actor)


def _place(hotline: Hotline, dispatch: Dispatch) -> Place:
    if not dispatch.place:
        return hotline.place
    place = meant(dispatch.place, hotline.county)
    if place is None:
        words = _("There is no place with the code %(code)s in this county.")
        raise Unusable(words % {"code": dispatch.place[:20]}, field="place")
    return place


def _category(hotline: Hotline, dispatch: Dispatch) -> Category | None:
    """By the county's table; a class that it does not name is left to the clerk."""
    code = hotline.classes.get(dispatch.category, "")
    return Category.objects.filter(pk=code, is_offered=True).first() if code else None


def _settle(hotline: Hotline, number: str, kind: str) -> None:
    rows = Difference.objects.filter(hotline=hotline, number=number, kind=kind).open()
    rows.update(settled_on=clock.today())


def _differ(
    hotline: Hotline,
    kind: str,
    number: str,
    *,
    order: WorkOrder | None = None,
    reason: str = "",
    **words: str,
) -> None:
    """Of one kind and order one is open; it says what was found last."""
    details = {
        "ours": words.get("ours", "")[:40],
        "theirs": (words.get("theirs") or (order.theirs if order else ""))[:40],
        "reason": reason[:200],
        "appeal": order.appeal if order else None,
    }
    Difference.objects.update_or_create(
        hotline=hotline,
        number=number,
        kind=kind,
        settled_on=None,
        defaults=details,
        create_defaults={**details, "county": hotline.county, "found_on": clock.today()},
    )
