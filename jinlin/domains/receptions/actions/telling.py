"""Who is told of what happens on a reception day, and in which words?

Written in the move's own transaction, sent later.
"""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core import spoken
from jinlin.core.rows import CountyRow
from jinlin.core.timeline import Entry
from jinlin.domains.receptions.lifecycle import UNTALKED
from jinlin.domains.receptions.models import Booking, Conversation, Session, Sitting, SittingState
from jinlin.domains.receptions.queries.story import (
    sentence_of_booking,
    sentence_of_conversation,
    sentence_of_session,
)
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Recipient

TELLS_ROSTER = frozenset({"cancel", "reschedule", "lapse"})
TELLS_BOOKER = frozenset({"book", "drop", "shift", "cancel"})
TELLS_RESIDENT = frozenset({"answer", "refer", "pass_on", "lapse"})


def tell_session(session: Session, entry: Entry) -> None:
    """Everybody on the roster hears that it is moved or does not take place, and a substitute that
    they sit there.
    """
    if entry.verb == "substitute":
        sitting = Sitting.objects.get(pk=entry.data["sitting"])
        to = [_sitter(sitting)]
    elif entry.verb in TELLS_ROSTER:
        to = _roster(session)
    else:
        return
    with override(settings.LANGUAGE_CODE):
        body = "\n".join([_when(session), sentence_of_session(entry.verb, dict(entry.data))])
        _tell(
            session,
            entry.verb,
            title=_title(session),
            body=body,
            url=reverse("receptions:session", args=[session.pk]),
            to=to,
        )


def tell_booking(booking: Booking, entry: Entry) -> None:
    """The resident hears of every step that changes when they are to come, unless they made it
    themselves at that moment and had it confirmed on the page.
    """
    if entry.verb not in TELLS_BOOKER or booking.person_id is None:
        return
    if entry.verb == "cancel" and booking.person and booking.person.user_id == entry.user_id:
        return
    with override(settings.LANGUAGE_CODE):
        words = [
            sentence_of_booking(entry.verb, dict(entry.data)),
            _where(booking) if entry.verb in {"book", "shift"} else "",
        ]
        if entry.verb == "drop":
            words.append(_("You can take the first free time of the next one with one tap."))
        _tell(
            booking,
            entry.verb,
            title=_title(booking.session),
            body="\n".join(word for word in words if word),
            url=reverse("receptions:booking", args=[booking.pk]),
            to=[Recipient(person_id=booking.person_id)],
        )


def tell_conversation(conversation: Conversation, entry: Entry) -> None:
    """The resident has in writing what came of what they said."""
    if entry.verb not in TELLS_RESIDENT or conversation.person_id is None:
        return
    with override(settings.LANGUAGE_CODE):
        _tell(
            conversation,
            entry.verb,
            title=_("Reception day {day}: {topic}").format(
                day=spoken.day(conversation.session.on), topic=conversation.get_topic_display()
            ),
            body="\n".join(
                part
                for part in (sentence_of_conversation(entry.verb, dict(entry.data)), entry.note)
                if part
            ),
            url=reverse("receptions:booking", args=[conversation.booking_id]),
            to=[Recipient(person_id=conversation.person_id)],
        )


def tell_reminder(session: Session) -> None:
    """The day before: those who booked, each with their time, and everybody on the roster."""
    with override(settings.LANGUAGE_CODE):
        for booking in session.bookings.filter(state__in=UNTALKED, person__isnull=False).order_by(
            "number"
        ):
            booking.session = session
            body = _where(booking)
            url = reverse("receptions:booking", args=[booking.pk])
            _tell(
                booking,
                "remind",
                title=_title(session),
                body=body,
                url=url,
                to=[Recipient(person_id=booking.person_id)],
            )
        url = reverse("receptions:session", args=[session.pk])
        _tell(
            session,
            "remind",
            title=_title(session),
            body=_when(session),
            url=url,
            to=_roster(session),
        )


def _tell(
    about: CountyRow, verb: str, *, title: str, body: str, url: str, to: Sequence[Recipient]
) -> None:
    if to:
        notices.tell(
            county=about.county,
            event=f"receptions.{verb}",
            title=title,
            body=body,
            about=about,
            url=url,
            to=to,
        )


def _roster(session: Session) -> list[Recipient]:
    sitters = Sitting.objects.filter(session=session).exclude(state=SittingState.REPLACED)
    return [_sitter(each) for each in sitters if each.user_id or each.organisation_id]


def _sitter(sitting: Sitting) -> Recipient:
    """In person where somebody is named, else their organisation."""
    return (
        Recipient(user_id=sitting.user_id)
        if sitting.user_id
        else Recipient(organisation_id=sitting.organisation_id)
    )


def _title(session: Session) -> str:
    return _("Reception day of {place}").format(place=session.series.place.name)


def _when(session: Session) -> str:
    return _("{moment}, {room}").format(
        moment=spoken.moment(session.starts_at), room=_room(session)
    )


def _where(booking: Booking) -> str:
    """When to come, where, and under which number."""
    return _("Please come at {moment} to {room}. Your number is {number}.").format(
        moment=spoken.moment(booking.slot_at or booking.session.starts_at),
        room=_room(booking.session),
        number=booking.number,
    )


def _room(session: Session) -> str:
    words = (session.series.room, session.series.address)
    return _(", ").join(word for word in words if word)
