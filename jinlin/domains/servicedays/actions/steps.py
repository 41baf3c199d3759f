"""Which steps do several verbs share? None of them decides anything."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from jinlin.core import spoken, timeline
from jinlin.core.actor import Actor
from jinlin.core.timeline import Entry
from jinlin.domains.servicedays.lifecycle import HELP_LIFECYCLE, LIFECYCLE
from jinlin.domains.servicedays.models import HelpAsk, Session
from jinlin.domains.servicedays.queries.story import sentence_of_help
from jinlin.services.notices.actions import Ear, Recipient, Voice
from jinlin.services.seats.models import LIVE, Seat


def keep(session: Session, verb: str, *, actor: Actor, **data: Any) -> Entry:
    """The session is its next version with its entry; whoever it concerns hears of it."""
    entry = timeline.keep(session, verb, actor=actor, **data)
    OF_SESSIONS.speak(session, entry)
    return entry


def keep_help(ask: HelpAsk, verb: str, *, actor: Actor, **data: Any) -> HelpAsk:
    """The same for a small help."""
    OF_HELPS.speak(ask, timeline.keep(ask, verb, actor=actor, **data))
    return ask


def address_of(session: Session) -> str:
    """Where everybody sees the session."""
    return reverse("servicedays:day", args=[session.pk])


def _helpers(session: Session, entry: Entry) -> list[Recipient]:
    """Everybody with a seat in one of its shifts."""
    units = session.shifts.values("unit")
    rows = Seat.objects.filter(unit__in=units, state__in=LIVE).order_by("pk")
    return [Recipient(person_id=key) for key in rows.values_list("person", flat=True)]


def _neighbour(ask: HelpAsk, entry: Entry) -> list[Recipient]:
    """Whoever asked."""
    return [Recipient(person_id=ask.person_id)]


def _volunteer(ask: HelpAsk, entry: Entry) -> list[Recipient]:
    """Whoever took it on."""
    return [Recipient(person_id=ask.volunteer.person_id)] if ask.volunteer else []


OF_SESSIONS = Voice[Session](
    LIFECYCLE,
    "servicedays.{verb}",
    lambda session, _entry: {
        "place": session.place_code,
        "state": session.state,
        "on": session.on.isoformat(),
        "version": session.version,
    },
    (
        Ear(
            verbs=frozenset({"reschedule"}),
            to=_helpers,
            title=lambda session: _("Moved: {title}").format(title=session.title),
            body=lambda session, entry: (
                f"{spoken.moment(session.starts_at)} {entry.data.get('reason', '')}"
            ),
            url=address_of,
        ),
    ),
)
OF_HELPS = Voice[HelpAsk](
    HELP_LIFECYCLE,
    "servicedays.help.{verb}",
    lambda ask, _entry: {"place": ask.place_code, "state": ask.state, "kind": ask.kind},
    (
        Ear(
            verbs=frozenset({"release", "take", "give_back", "decline", "finish"}),
            to=_neighbour,
            title=lambda ask: _("Your small help: {kind}").format(kind=ask.get_kind_display()),
            body=lambda _ask, entry: (
                entry.data.get("reason") or sentence_of_help(entry.verb, dict(entry.data))
            ),
            url=lambda ask: reverse("servicedays:help_own", args=[ask.pk]),
            event="servicedays.{verb}",
        ),
        Ear(
            verbs=frozenset({"withdraw"}),
            to=_volunteer,
            title=lambda ask: _("A small help that you took on: {kind}").format(
                kind=ask.get_kind_display()
            ),
            body=lambda _ask, entry: sentence_of_help(entry.verb, dict(entry.data)),
            url=lambda _ask: reverse("servicedays:mine"),
            event="servicedays.{verb}",
        ),
    ),
)
