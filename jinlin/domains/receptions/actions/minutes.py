"""Which paper is born when a session closes, and what stands on it?

接待日纪要: who sat, who came (masked), what was said and what came of it, with the numbers of the
appeals, and what came of the session before. A snapshot of that moment.
"""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from jinlin.core import spoken
from jinlin.core.actor import Actor
from jinlin.core.secrets.spelled import without_numbers
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.domains.receptions.lifecycle import BookingState, ConversationState
from jinlin.domains.receptions.models import Conversation, Session, Sitting, SittingState
from jinlin.domains.receptions.queries.last import what_came_of_last
from jinlin.ground.people.models import names_of
from jinlin.services.documents import actions as documents
from jinlin.services.documents.kinds import Kind, register
from jinlin.services.documents.models import Document

MINUTES = "receptions.minutes"
PUBLIC = {
    "place": gettext_lazy("Neighbourhood"),
    "session": gettext_lazy("Session"),
    "day": gettext_lazy("Day"),
}
KINDS = (
    Kind(
        MINUTES,
        gettext_lazy("Minutes of a reception day"),
        "minutes",
        "接待",
        about="receptions.session",
        public_fields=PUBLIC,
    ),
)


def register_kinds() -> None:
    """The minutes can be issued; called before a kind is first asked for."""
    for kind in KINDS:
        register(kind)


def issue_minutes(session: Session, *, actor: Actor, note: str = "") -> Document:
    """The session is on paper as its records have it now."""
    with override(settings.LANGUAGE_CODE):
        data = minutes_of(session, note=note)
        title = _("Reception day of {place}, session {number}").format(
            place=session.series.place.name, number=session.number
        )
        return documents.issue(
            county=session.county, kind=MINUTES, title=title, about=session, data=data, actor=actor
        )


def minutes_of(session: Session, *, note: str = "") -> dict[str, Any]:
    """What stands on the paper, masked: text, whole numbers, lists and mappings of them."""
    series = session.series
    conversations = [_conversation(row) for row in _heard(session)]
    return {
        "issuer": series.organiser.name,
        "place": series.place.name,
        "series": series.name,
        "session": _("session {number}").format(number=session.number),
        "day": spoken.day(session.on),
        "time": f"{_clock(session.starts_at)}–{_clock(session.ends_at)}",
        "room": _(", ").join(word for word in (series.room, series.address) if word),
        "sitters": [_sitter(each) for each in _sittings(session)],
        "conversations": conversations,
        "heard": len(conversations),
        "missed": session.bookings.filter(state=BookingState.MISSED).count(),
        "answered": sum(each["state"] == "answered" for each in conversations),
        "outside": sum(each["state"] == "outside" for each in conversations),
        "appeals": sum(each["state"] == "appeal" for each in conversations),
        "last": _last(session),
        "note": tidy(note),
    }


def _sittings(session: Session) -> list[Sitting]:
    return list(
        session.sittings.select_related("organisation", "substitute_for__organisation").order_by(
            "order", "pk"
        )
    )


def _heard(session: Session) -> list[Conversation]:
    rows = session.conversations.exclude(state=ConversationState.WITHDRAWN)
    return list(rows.select_related("person", "answered_by__organisation").order_by("number"))


def _sitter(sitting: Sitting) -> dict[str, str]:
    came = {
        SittingState.PRESENT: _("present"),
        SittingState.REPLACED: _("sent a substitute"),
        SittingState.ABSENT: _("absent"),
    }
    words = came.get(SittingState(sitting.state), _("not noted"))
    if sitting.substitute_for:
        words = _("{words}, in place of {who}").format(words=words, who=sitting.substitute_for.face)
    return {"part": str(sitting.get_part_display()), "who": sitting.face, "came": words}


def _conversation(row: Conversation) -> dict[str, str]:
    names = names_of(row.person)
    return {
        "number": str(row.number),
        "who": row.person.shown_name() if row.person else _("did not say who they are"),
        "topic": str(row.get_topic_display()),
        "said": without_numbers(row.said, names=names),
        "state": row.outcome,
        "outcome": str(row.get_outcome_display()),
        "answer": without_numbers(row.answer, names=names),
        "by": row.answered_by.face if row.answered_by else "",
        "appeal": row.appeal_number,
        "due": spoken.day(row.due_on) if row.appeal_number else "",
    }


def _last(session: Session) -> dict[str, Any]:
    """What the session opened with."""
    last = what_came_of_last(session)
    if last is None:
        return {}
    came = [
        {"topic": each.topic, "word": str(each.word), "appeal": each.conversation.appeal_number}
        for each in last.came
    ]
    return {
        "day": spoken.day(last.session.on),
        "all": last.all,
        "solved": last.solved,
        "in_hand": last.in_hand,
        "late": last.late,
        "came": came,
    }


def _clock(moment: Any) -> str:
    return f"{moment.astimezone(clock.CHINA):%H:%M}"
