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
from jinlin.domains.receptions.events import payload
from jinlin.domains.receptions.lifecycle import (
    BOOKING_LIFECYCLE,
    CONVERSATION_LIFECYCLE,
    LIFECYCLE,
    UNTALKED,
)
from jinlin.domains.receptions.models import Booking, Conversation, Session, Sitting, SittingState
from jinlin.domains.receptions.queries.story import (
    sentence_of_booking,
    sentence_of_conversation,
    sentence_of_session,
)
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Ear, Recipient, Voice


def _sitting_there(session: Session, entry: Entry) -> list[Recipient]:
    """Everybody on the roster; of a substitution, who sits there now."""
    if entry.verb == "substitute":
        return [_sitter(Sitting.objects.get(pk=entry.data["sitting"]))]
    return _roster(session)


def _booker(booking: Booking, entry: Entry) -> list[Recipient]:
    """The resident hears of every step that changes when they are to come, unless they made it
    themselves at that moment and had it confirmed on the page.
    """
    if booking.person is None:
        return []
    if entry.verb == "cancel" and booking.person.user_id == entry.user_id:
        return []
    return [Recipient(person_id=booking.person_id)]


def _resident(conversation: Conversation, entry: Entry) -> list[Recipient]:
    return [Recipient(person_id=conversation.person_id)] if conversation.person_id else []


def _host(conversation: Conversation, entry: Entry) -> list[Recipient]:
    """Who holds the reception day."""
    return [Recipient(organisation_id=conversation.session.series.organiser_id)]


def _of_session(session: Session, entry: Entry) -> str:
    return "\n".join([_when(session), sentence_of_session(entry.verb, dict(entry.data))])


def _of_booking(booking: Booking, entry: Entry) -> str:
    words = [
        sentence_of_booking(entry.verb, dict(entry.data)),
        _where(booking) if entry.verb in {"book", "shift"} else "",
    ]
    if entry.verb in {"drop", "miss"}:
        words.append(_("You can take the first free time of the next one with one tap."))
    return "\n".join(word for word in words if word)


def _of_conversation(conversation: Conversation, entry: Entry) -> str:
    parts = (sentence_of_conversation(entry.verb, dict(entry.data)), entry.note)
    return "\n".join(part for part in parts if part)


def _topic(conversation: Conversation) -> str:
    return _("Reception day {day}: {topic}").format(
        day=spoken.day(conversation.session.on), topic=conversation.get_topic_display()
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


OF_SESSIONS = Voice[Session](
    LIFECYCLE,
    "receptions.session.{verb}",
    payload,
    (
        Ear(
            verbs=frozenset({"cancel", "reschedule", "lapse", "substitute", "close"}),
            to=_sitting_there,
            title=_title,
            body=_of_session,
            url=lambda session: reverse("receptions:session", args=[session.pk]),
            event="receptions.{verb}",
        ),
    ),
)
OF_BOOKINGS = Voice[Booking](
    BOOKING_LIFECYCLE,
    "receptions.booking.{verb}",
    payload,
    (
        Ear(
            verbs=frozenset({"book", "drop", "shift", "cancel", "miss"}),
            to=_booker,
            title=lambda booking: _title(booking.session),
            body=_of_booking,
            url=lambda booking: reverse("receptions:booking", args=[booking.pk]),
            event="receptions.{verb}",
        ),
    ),
)
OF_CONVERSATIONS = Voice[Conversation](
    CONVERSATION_LIFECYCLE,
    "receptions.conversation.{verb}",
    payload,
    (
        Ear(
            verbs=frozenset({"answer", "refer", "pass_on", "lapse", "promise_anew"}),
            to=_resident,
            title=_topic,
            body=_of_conversation,
            url=lambda one: reverse("receptions:booking", args=[one.booking_id]),
            event="receptions.{verb}",
        ),
        Ear(
            verbs=frozenset({"dispute", "withdraw"}),
            to=_host,
            title=_topic,
            body=_of_conversation,
            url=lambda one: reverse("receptions:session", args=[one.session_id]),
            event="receptions.{verb}",
        ),
    ),
)
