"""How does an appeal come in, and who takes it up?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core.actor import Actor
from jinlin.core.editions import ask_once
from jinlin.core.errors import Unusable, require
from jinlin.core.files import uploads
from jinlin.core.files.uploads import Upload
from jinlin.core.hearing import be_read
from jinlin.core.keys import key_for
from jinlin.core.making import made
from jinlin.core.secrets.fields import match_key
from jinlin.core.text import first_words, tidy
from jinlin.core.time import clock
from jinlin.core.whole import verb
from jinlin.domains.appeals.actions.merging import bring_along
from jinlin.domains.appeals.actions.steps import (
    begin_round,
    keep,
    mark_ended,
    mark_responded,
    reply_to,
)
from jinlin.domains.appeals.actions.terms import promise
from jinlin.domains.appeals.conditions import know_a_stranger
from jinlin.domains.appeals.deadlines import Grade, Step
from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.models import Appeal, Category, Channel, Identity
from jinlin.domains.appeals.permissions import (
    RULES,
    can_register,
    can_report,
)
from jinlin.ground.people.models import Person
from jinlin.ground.places import queries as places
from jinlin.ground.places.models import Organisation, Place

TEXT_LIMIT = 20_000


@dataclass(frozen=True)
class Report:
    """What was said, where, and by whom. `reporter` None: anonymous."""

    place: Place
    text: str
    channel: Channel = Channel.ONLINE
    title: str = ""
    spot: str = ""
    category: Category | None = None
    grade: Grade = Grade.ORDINARY
    reporter: Person | None = None
    identity: Identity = Identity.NAMED
    photos: Sequence[Upload] = ()
    source_ref: str = ""
    written_at: datetime | None = None  # when it was said, if earlier than it came in
    split_from: Appeal | None = None
    origin: str = ""  # of another domain, in words: "wish 261124-7K3QD"
    track_code: str = field(default="", repr=False)
    contact: str = ""  # how to reach whoever said it, where no number could be read from it
    key: UUID | None = None  # made by whoever wrote it down first
    is_stranger: bool = False  # the reporter was entered with it


@verb
def report(report: Report, *, actor: Actor) -> Appeal:
    """The appeal waits to be accepted at the place's intake unit, with its response clock running.

    Raises Unusable for an empty or too long text, a place outside every county or without an intake
    unit; NotAllowed when a desk channel is used without a role there.
    """
    require(
        can_report(actor) if report.channel == Channel.ONLINE else can_register(actor, report.place)
    )
    text = _checked(report.text)
    with ask_once():
        return _report(report, text, actor)


def _checked(text: str) -> str:
    text = tidy(text)
    if not text:
        raise Unusable(_("Please say in a few words what happened."), field="text")
    if len(text) > TEXT_LIMIT:
        words = _(
            "This text has %(length)d characters, please keep it under %(limit)d. What you typed "
            "is kept."
        )
        raise Unusable(words % {"length": len(text), "limit": TEXT_LIMIT}, field="text")
    return text


def _report(report: Report, text: str, actor: Actor) -> Appeal:
    now = clock.now()
    today = clock.local_day(now)
    appeal = made(
        Appeal,
        id=report.key or key_for(Appeal._meta.label_lower),
        county=report.place.county_code,
        title=tidy(report.title)[:120] or first_words(text),
        text=text,
        spot=tidy(report.spot)[:120],
        place=report.place,
        place_code=report.place.code,
        channel=report.channel,
        category=report.category,
        grade=report.grade,
        identity=report.identity if report.reporter else Identity.ANONYMOUS,
        reporter=report.reporter,
        registered_by=None if report.channel == Channel.ONLINE else actor.user_id,
        track_key=_track_key(report),
        source_ref=report.source_ref,
        split_from=report.split_from,
        unit=_intake_unit(report.place),
        reported_at=now,
        reported_on=today,
    )
    _wait(appeal, now)
    if report.is_stranger:
        know_a_stranger(appeal)
    uploads.attach(report.photos, appeal)
    keep(
        appeal,
        "report",
        actor=actor,
        channel=report.channel,
        unit=appeal.unit.name,
        photos=[str(photo.pk) for photo in report.photos],
        **_came(report),
    )
    be_read(appeal, "。".join(filter(None, (appeal.title, appeal.text, appeal.spot))))
    return appeal


def _wait(appeal: Appeal, now: datetime) -> None:
    """Its response clock runs."""
    due = promise(appeal, Step.RESPOND, now)
    appeal.due_at = appeal.respond_by = due.at
    appeal.due_provisional = due.provisional


def _came(report: Report) -> dict[str, str]:
    """By which way it came, for its first entry."""
    with override(settings.LANGUAGE_CODE):
        words = _("Contact, as it was given: %(contact)s") % {"contact": report.contact}
    return {
        "internal": words if report.contact else "",
        "written": report.written_at.isoformat() if report.written_at else "",
        "split_from": report.split_from.number if report.split_from else "",
        "origin": report.origin,
    }


def _track_key(report: Report) -> str:
    """A second matter that was split off is followed with the code of the first."""
    if report.track_code:
        return match_key(report.track_code, "track")
    return report.split_from.track_key if report.split_from else ""


def _intake_unit(place: Place) -> Organisation:
    unit = places.intake_unit(place)
    if unit is None:
        raise Unusable(
            _(
                "Nobody takes appeals for this place yet. Please choose the place again or call "
                "12345."
            ),
            field="place",
        )
    return unit


@verb
def accept(
    appeal: Appeal,
    *,
    actor: Actor,
    category: Category | None = None,
    second: Category | None = None,
    grade: Grade | None = None,
    note: str = "",
) -> Appeal:
    """Taken into work: class and grade are settled (and a `second` class, of what is about two
    things), the first round starts, an answer is promised.
    """
    appeal = RULES.begin(appeal, "accept", actor)
    if second is not None and second == (category or appeal.category):
        raise Unusable(_("Please choose another class than the first one."), field="second")
    _take_up(appeal, actor, category=category, grade=grade)
    appeal.second_category = second or appeal.second_category
    keep(
        appeal,
        "accept",
        actor=actor,
        note=note,
        unit=appeal.unit.name,
        due=appeal.due_at.isoformat(),
    )
    return appeal


@verb
def answer_at_once(
    appeal: Appeal,
    *,
    actor: Actor,
    reply: str,
    internal: str = "",
    category: Category | None = None,
) -> Appeal:
    """Whoever was asked first has answered; the resident is asked to judge, and so is whoever
    reported the same.
    """
    fresh = appeal.state == State.REPORTED
    appeal = RULES.begin(appeal, "answer_at_once", actor)
    if fresh:
        _take_up(appeal, actor, category=category, grade=None)
    reply_to(appeal, reply)
    keep(
        appeal,
        "answer_at_once",
        actor=actor,
        note=tidy(reply),
        internal=internal,
        unit=appeal.unit.name,
    )
    bring_along(appeal, tidy(reply), actor=actor)
    return appeal


@verb
def reject(appeal: Appeal, *, actor: Actor, reason: str, basis: str, instead: str) -> Appeal:
    """Ended without work, with the reason, its basis, and where the resident can turn to."""
    appeal = RULES.begin(appeal, "reject", actor)
    for name, text in (("reason", reason), ("basis", basis), ("instead", instead)):
        if not tidy(text):
            raise Unusable(
                _("Please give the reason, its basis and where the resident can turn to."),
                field=name,
            )
    now = clock.now()
    mark_responded(appeal, now)
    mark_ended(appeal, now)
    keep(
        appeal, "reject", actor=actor, note=tidy(basis), reason=tidy(reason), instead=tidy(instead)
    )
    return appeal


def _take_up(
    appeal: Appeal, actor: Actor, *, category: Category | None, grade: Grade | None
) -> None:
    now = clock.now()
    appeal.category = category or appeal.category
    appeal.grade = grade or appeal.grade
    mark_responded(appeal, now)
    begin_round(appeal, places.own_organisation(actor, appeal.place) or appeal.unit, now)
