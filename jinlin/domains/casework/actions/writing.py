"""How is written down what happened in a session, so that nobody changes it afterwards?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, NotNow, Unusable, require
from jinlin.core.files import uploads
from jinlin.core.files.uploads import Upload
from jinlin.core.text import needed, tidy
from jinlin.core.time import clock
from jinlin.domains.casework.actions.steps import (
    OTHER_CONTENTS,
    check_agreed,
    contacted,
    note_down,
    user_of,
)
from jinlin.domains.casework.lifecycle import State
from jinlin.domains.casework.models import (
    Attendance,
    Case,
    Draft,
    Form,
    Member,
    Method,
    Note,
    Served,
    Service,
    Way,
)
from jinlin.domains.casework.permissions import can_write, is_on_team

LONGEST_NOTE, LONGEST_DAY = 4000, 24 * 60
FURTHEST = timedelta(days=366)  # of the next appointment
FORMS = {
    Method.INDIVIDUAL: Form.SINGLE,
    Method.GROUP: Form.GROUP,
    Method.COMMUNITY: Form.ACTIVITY,
}


@dataclass(frozen=True)
class Session:
    """What is written of one session; `members` are those of the group who came, `heads` how many
    were there when nobody is named; `next_at` is when they meet again.
    """

    on: date
    text: str
    way: str = Way.TALK
    minutes: int = 60
    members: Collection[UUID] = ()
    heads: int = 1
    next_at: datetime | None = None
    key: UUID | None = None


@transaction.atomic
def draft(case: Case, session: Session, *, actor: Actor) -> Draft:
    """What was begun is kept for its writer alone, until it is signed."""
    case = Case.objects.held(case)
    require(can_write(actor, case))
    check_agreed(case)
    contents = {
        "county": case.county,
        "on": session.on,
        "way": session.way,
        "minutes": session.minutes,
        "text": tidy(session.text)[:LONGEST_NOTE],
    }
    row, _is_new = Draft.objects.update_or_create(case=case, user=user_of(actor), defaults=contents)
    return row


@transaction.atomic
def sign(case: Case, session: Session, *, actor: Actor) -> Note:
    """The note stands for good, and counts as a service to whoever was there.

    Sent again with the same `key`, it is the same note; other words under that key are NotNow, and
    stay with whoever typed them.
    """
    case = Case.objects.held(case)
    if known := _signed_before(case, session):
        return known
    require(can_write(actor, case))
    check_agreed(case)
    _check(session)
    note = _written(case, session, actor)
    came = _came(case, session, note)
    _serve(case, session, came, actor)
    Draft.objects.filter(case=case, user=user_of(actor)).delete()
    contacted(case)
    _meet_again(case, session.next_at)
    note_down(case, "note", actor=actor, note_id=note.pk, on=session.on)
    return note


@transaction.atomic
def add(note: Note, text: str, *, actor: Actor) -> Note:
    """An addendum stands beside the note, which stays as it was signed."""
    case = Case.objects.held(note.case)
    require(is_on_team(actor, case))
    first = note.amends or note
    text = needed(text, field="text", words=_("Please write the addendum."), limit=LONGEST_NOTE)
    row = Note(
        county=case.county,
        case=case,
        words=case.lock(text),
        written_by=user_of(actor),
        written_at=clock.now(),
        on=first.on,
        way=first.way,
        minutes=0,
        amends=first,
    )
    row.save()
    note_down(case, "addendum", actor=actor, note_id=first.pk)
    return row


def _signed_before(case: Case, session: Session) -> Note | None:
    if session.key is None:
        return None
    known: Note | None = Note.objects.filter(pk=session.key, case=case).first()
    if known is None:
        return None
    contents = (tidy(session.text), session.on, session.way, session.minutes)
    if contents != (case.unlock(known.words), known.on, known.way, known.minutes):
        raise NotNow(str(OTHER_CONTENTS))
    return known


def _check(session: Session) -> None:
    if session.on > clock.today():
        raise Unusable(_("This day is still to come."), field="on")
    if not 1 <= session.minutes <= LONGEST_DAY:
        raise Unusable(_("Please say how many minutes it took."), field="minutes")
    if session.way not in Way.values:
        raise Unusable(_("Please choose how you met."), field="way")
    now = clock.now()
    if session.next_at and not now < session.next_at <= now + FURTHEST:
        raise Unusable(_("The next appointment is within the year ahead."), field="next_at")


def _meet_again(case: Case, next_at: datetime | None) -> None:
    """The appointment that was made stands; one of before is over."""
    case.meets_at = next_at
    if next_at and case.state == State.WORKING:
        case.due_at = clock.end_of(clock.local_day(next_at))


def _written(case: Case, session: Session, actor: Actor) -> Note:
    text = needed(
        session.text, field="text", words=_("Please write what happened."), limit=LONGEST_NOTE
    )
    note = Note(
        county=case.county,
        case=case,
        words=case.lock(text),
        written_by=user_of(actor),
        written_at=clock.now(),
        on=session.on,
        way=session.way,
        minutes=session.minutes,
    )
    if session.key and not Note.objects.filter(pk=session.key).exists():
        note.pk = session.key
    note.save()
    return note


def _came(case: Case, session: Session, note: Note) -> list[Member]:
    members = list(Member.objects.filter(case=case, pk__in=list(session.members)))
    if len(members) != len(set(session.members)):
        raise NotHere
    Attendance.objects.bulk_create(
        Attendance(county=case.county, case=case, note=note, member=member) for member in members
    )
    return members


def _serve(case: Case, session: Session, came: list[Member], actor: Actor) -> None:
    """Each time counts everybody who was there; each person is found again by their mark."""
    if session.way == Way.OTHERS:
        return  # a talk about somebody is no service to them
    people = [member.mark for member in came] if came else [case.mark]
    service = Service(
        county=case.county,
        agency=case.agency,
        case=case,
        field=case.field,
        form=FORMS[Method(case.method)],
        place=case.place,
        place_code=case.place_code,
        on=session.on,
        minutes=session.minutes,
        person_times=max(len(came), session.heads, 1),
        by=actor.user_id,
        at=clock.now(),
    )
    service.save(force_insert=True)
    Served.objects.bulk_create(
        Served(
            county=case.county,
            service=service,
            mark=mark,
            on=session.on,
            place_code=case.place_code,
            is_minor=case.is_minor,
            agency=case.agency_id,
            field=case.field,
            has_case=True,
            is_sealed=case.is_sealed,
        )
        for mark in dict.fromkeys(filter(None, people))
    )


@transaction.atomic
def attach(case: Case, upload: Upload, *, actor: Actor) -> Upload:
    """The file, which lies sealed on the disk, belongs to the case and is seen by its team."""
    case = Case.objects.held(case)
    require(can_write(actor, case))
    check_agreed(case)
    if not upload.is_sealed:
        raise Unusable(_("Files of a case lie sealed: please choose it again."), field="file")
    uploads.attach([upload], case)
    note_down(case, "attach", actor=actor, file=upload.pk)
    return upload
