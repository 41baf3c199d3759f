"""Which papers are born: signed minutes, the notice of a result, the notice of what came of it?"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy, override

from jinlin.core import spoken
from jinlin.core.actor import Actor
from jinlin.domains.consultations.models import ActionItem, Meeting, Resolution, Topic
from jinlin.domains.consultations.models.meetings import heads
from jinlin.services.documents import actions as documents
from jinlin.services.documents.kinds import Kind, register
from jinlin.services.documents.models import Document

MINUTES, NOTICE = "consultations.minutes", "consultations.notice"
OUTCOME = "consultations.outcome"
OF_TOPIC = {"title": gettext_lazy("Topic talked over"), "decided_on": gettext_lazy("Decided on")}
KINDS = (
    Kind(
        MINUTES,
        gettext_lazy("Minutes of a consultation"),
        "consultation",
        "议事",
        about="consultations.meeting",
        public_fields={"title": gettext_lazy("Meeting"), "day": gettext_lazy("Day")},
    ),
    Kind(
        NOTICE,
        gettext_lazy("Notice of what was decided"),
        "resolution",
        "议决",
        about="consultations.topic",
        public_fields=OF_TOPIC,
        is_for_residents=True,
    ),
    Kind(
        OUTCOME,
        gettext_lazy("Notice of what came of it"),
        "resolution",
        "落实",
        about="consultations.topic",
        public_fields=OF_TOPIC,
        is_for_residents=True,
    ),
)


def register_kinds() -> None:
    """The papers can be issued; called before a kind is first asked for."""
    for kind in KINDS:
        register(kind)


def minutes_of(meeting: Meeting, signed: Mapping[str, str], *, actor: Actor) -> Document:
    """Who was asked and who came, what was talked over and what came of it, and who signed."""
    with override(settings.LANGUAGE_CODE):
        return documents.issue(
            county=meeting.county,
            kind=MINUTES,
            title=meeting.title,
            about=meeting,
            data={**drafted(meeting), **signed},
            actor=actor,
        )


def drafted(meeting: Meeting) -> dict[str, Any]:
    """The minutes as the record gives them; names masked, as on every paper."""
    guests = list(meeting.invitees.select_related("organisation", "proxy__organisation"))
    return {
        "issuer": meeting.unit.name,
        "title": meeting.title,
        "place": meeting.place.name,
        "day": _day(meeting),
        "where": meeting.where,
        "invited": len(guests),
        "present": sum(guest.is_here for guest in guests),
        "voices": heads(meeting.pk),
        "guests": [
            {
                "who": guest.shown_name(),
                "part": str(_MUST if guest.must_come else _MAY),
                "came": str(guest.get_came_by_display() if guest.is_here else _proxy_of(guest)),
            }
            for guest in guests
            if guest.must_come or guest.is_here or guest.proxy_id
        ],
        "lines": [_line(meeting, line) for line in meeting.lines.select_related("topic")],
        "note": meeting.note,
    }


def notice_of(topic: Topic, held: Resolution, *, actor: Actor) -> Document:
    """What was decided, how, by how many, who does what until when, and until when one objects."""
    return _on_notice(topic, NOTICE, held, actor)


def outcome_of(topic: Topic, held: Resolution, *, actor: Actor) -> Document:
    """What was decided, what came of it, and how each thing that was agreed stands."""
    return _on_notice(topic, OUTCOME, held, actor, came_of_it=held.came_of_it)


def _on_notice(topic: Topic, kind: str, held: Resolution, actor: Actor, **more: str) -> Document:
    with override(settings.LANGUAGE_CODE):
        return documents.issue(
            county=topic.county,
            kind=kind,
            title=topic.title,
            about=topic,
            data={**_notice(topic, held), **more},
            actor=actor,
        )


_MUST, _MAY = gettext_lazy("must come"), gettext_lazy("may come")
_ABSENT = gettext_lazy("absent")


def _proxy_of(guest: Any) -> str:
    if guest.proxy is None:
        return str(_ABSENT)
    return gettext_lazy("stood in for by {name}").format(name=guest.proxy.shown_name())


def _day(meeting: Meeting) -> str:
    day = spoken.moment(meeting.starts_at)
    if meeting.entered_on is None:
        return day
    entered = spoken.day(meeting.entered_on)
    words = str(gettext_lazy("{day}, entered afterwards on {entered}"))
    return words.format(day=day, entered=entered)


def _line(meeting: Meeting, line: Any) -> dict[str, Any]:
    turns = meeting.speakers.filter(topic=line.topic).exclude(position="")
    options = line.topic.options.all()
    return {
        "title": line.topic.title,
        "outcome": line.outcome,
        "options": [
            {"words": option.words, "cost": "" if option.cost is None else str(option.cost)}
            for option in options
        ],
        "said": [
            {"who": turn.invitee.shown_name(), "position": turn.position}
            for turn in turns.select_related("invitee__organisation")
        ],
    }


def _notice(topic: Topic, held: Resolution) -> dict[str, Any]:
    items = ActionItem.objects.filter(resolution=held).select_related("owner").order_by("due_on")
    return {
        "issuer": topic.unit.name,
        "title": topic.title,
        "place": topic.place.name,
        "text": held.text,
        "how": held.how_words,
        "eligible": held.eligible,
        "present": held.present,
        "in_favour": held.in_favour,
        "against": held.against,
        "abstained": held.abstained,
        "decided_on": spoken.day(held.decided_on),
        "objections_until": spoken.day(held.objections_until),
        "items": [
            {
                "what": item.what,
                "owner": item.owner.name,
                "due": spoken.day(item.due_on),
                "state": str(item.label),
            }
            for item in items
        ],
    }
