"""Which steps do several verbs share? None of them decides anything."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core import spoken, timeline
from jinlin.core.actor import Actor
from jinlin.core.timeline import Entry
from jinlin.domains.servicedays.models import HelpAsk, Session
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Recipient
from jinlin.services.seats.models import LIVE, Seat


def keep(session: Session, verb: str, *, actor: Actor, **data: Any) -> Entry:
    """The session is its next version with its entry; helpers hear that it is moved, programs of
    whatever happens.
    """
    entry = timeline.keep(session, verb, actor=actor, **data)
    notices.announce(
        county=session.county,
        event=f"servicedays.{verb}",
        subject_id=session.pk,
        payload={
            "place": session.place_code,
            "state": session.state,
            "on": session.on.isoformat(),
            "version": session.version,
        },
    )
    if verb == "reschedule":
        _tell_helpers(session, str(data["reason"]))
    return entry


def keep_help(ask: HelpAsk, verb: str, *, actor: Actor, **data: Any) -> HelpAsk:
    """The same for a small help; whoever asked hears of it."""
    timeline.keep(ask, verb, actor=actor, **data)
    announce_help(ask, verb)
    if verb in {"take", "give_back", "decline"}:
        with override(settings.LANGUAGE_CODE):
            notices.tell(
                county=ask.county,
                event=f"servicedays.{verb}",
                title=_("Your small help: {kind}").format(kind=ask.get_kind_display()),
                body=ask.reason or str(ask.get_state_display()),
                about=ask,
                url=reverse("servicedays:help_own", args=[ask.pk]),
                to=[Recipient(person_id=ask.person_id)],
            )
    return ask


def announce_help(ask: HelpAsk, verb: str) -> None:
    """Programs hear that something happened to a small help; none of its words."""
    notices.announce(
        county=ask.county,
        event=f"servicedays.help.{verb}",
        subject_id=ask.pk,
        payload={"place": ask.place_code, "state": ask.state, "kind": ask.kind},
    )


def address_of(session: Session) -> str:
    """Where everybody sees the session."""
    return reverse("servicedays:day", args=[session.pk])


def _tell_helpers(session: Session, reason: str) -> None:
    with override(settings.LANGUAGE_CODE):
        for shift in session.shifts.select_related("unit"):
            rows = Seat.objects.filter(unit=shift.unit, state__in=LIVE).order_by("pk")
            for seat in rows:
                notices.tell(
                    county=session.county,
                    event="servicedays.reschedule",
                    title=_("Moved: {title}").format(title=session.title),
                    body=f"{spoken.moment(session.starts_at)} {reason}",
                    about=session,
                    url=address_of(session),
                    to=[Recipient(person_id=seat.person_id)],
                )
