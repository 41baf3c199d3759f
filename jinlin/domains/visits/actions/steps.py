"""Which steps do several verbs share? Each leaves the row for its verb to record."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.time import clock
from jinlin.core.timeline import Entry
from jinlin.domains.visits.lifecycle import DOOR_LIFECYCLE, LIFECYCLE
from jinlin.domains.visits.models import Door, Finding, Round, VisitRule
from jinlin.domains.visits.queries.story import sentence_of_door, sentence_of_round
from jinlin.ground.accounts.models import Grant, User
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.queries import above
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Ear, Recipient, Voice


def rule_of(county: str) -> VisitRule:
    """The county's numbers as they are today."""
    return VisitRule.of(county, clock.today())


def on_word_of(user: User | None, *, face: str) -> Actor:
    """The house, doing what a visitor wrote down: who that was stays on record, whatever they may
    do by the time it comes in.
    """
    return replace(SYSTEM, user_id=user.pk if user else None, name=str(user or ""), face=face)


def leads_of(place_code: str) -> list[Recipient]:
    """Whoever leads the place: of the nearest place that has somebody, so that one reads it."""
    rows = Grant.objects.current().filter(
        role=Role.LEAD, place__code__in=above(place_code), user__is_active=True
    )
    found = list(rows.values_list("place__code", "user"))
    nearest = max((len(code) for code, _user in found), default=0)
    return [Recipient(user_id=user) for code, user in found if len(code) == nearest]


def keep(row: Round | Door, verb: str, *, actor: Actor, note: str = "", **data: Any) -> Entry:
    """The changed row is its next version, the verb is on its timeline, whoever it concerns hears
    of it.
    """
    entry = timeline.keep(row, verb, actor=actor, note=note, **data)
    if isinstance(row, Round):
        OF_ROUNDS.speak(row, entry)
    else:
        OF_DOORS.speak(row, entry)
    return entry


def _payload(row: Round | Door, entry: Entry) -> dict[str, Any]:
    return {"place": row.place_code, "state": row.state}


def _visitors(round_: Round, entry: Entry) -> list[Recipient]:
    """Everybody who has doors of the round, but for whoever did it."""
    rows = round_.doors.exclude(visitor=None).order_by().values_list("visitor", flat=True)
    return [Recipient(user_id=key) for key in rows.distinct() if key != entry.user_id]


def _visitor(door: Door, entry: Entry) -> list[Recipient]:
    """Whoever has the door on their list, but for whoever did it."""
    own = door.visitor_id in {None, entry.user_id}
    return [] if own else [Recipient(user_id=door.visitor_id)]


def _around(door: Door, entry: Entry) -> list[Recipient]:
    """Whoever had the door on their list, and whoever answers for the round, but for whoever did
    it.
    """
    found = [*_visitor(door, entry), *leads_of(door.place_code)]
    return [each for each in found if each.user_id != entry.user_id]


def _former(door: Door, entry: Entry) -> list[Recipient]:
    """Whoever had the door on their list before."""
    former = entry.facts.get("former")
    return [Recipient(user_id=UUID(str(former)))] if former else []


def _of_door(door: Door, entry: Entry) -> str:
    return sentence_of_door(entry.verb, dict(entry.data))


def _page(door: Door) -> str:
    return reverse("visits:door", args=[door.pk])


OF_ROUNDS = Voice[Round](
    LIFECYCLE,
    "visits.{verb}",
    _payload,
    (
        Ear(
            verbs=frozenset({"extend", "close", "drop"}),
            to=_visitors,
            title=lambda round_: round_.title,
            body=lambda _round, entry: sentence_of_round(entry.verb, dict(entry.data)),
            url=lambda _round: reverse("visits:mine"),
        ),
    ),
)
OF_DOORS = Voice[Door](
    DOOR_LIFECYCLE,
    "visits.{verb}",
    _payload,
    (
        Ear(
            verbs=frozenset({"go_up"}),
            to=lambda door, _entry: leads_of(door.place_code),
            title=lambda door: _("Nobody home {tries} times").format(tries=door.tries),
            body=lambda _door, _entry: _(
                "Please see to it that somebody finds out how this household is."
            ),
            url=_page,
        ),
        Ear(
            verbs=frozenset({"take_back", "try_again", "settle"}),
            to=_visitor,
            title=lambda _door: _("A door on your list"),
            body=_of_door,
            url=_page,
        ),
        Ear(
            verbs=frozenset({"put_right"}),
            to=_around,
            title=lambda _door: _("A household had not moved away"),
            body=_of_door,
            url=_page,
        ),
        Ear(
            verbs=frozenset({"take_over"}),
            to=_former,
            title=lambda _door: _("A door is on your list no more"),
            body=_of_door,
            url=lambda _door: reverse("visits:mine"),
        ),
    ),
)


def tell_leads(door: Door, *, event: str, title: str, body: str, urgent: bool = False) -> None:
    """Whoever leads the place is told; the message leads to the door."""
    to = leads_of(door.place_code)
    if to:
        notices.tell(
            county=door.county,
            event=event,
            title=title,
            body=body,
            about=door,
            url=reverse("visits:door", args=[door.pk]),
            to=to,
            urgent=urgent,
        )


def tell_of_danger(finding: Finding) -> None:
    """Urgent findings go to the lead at once, whatever was called first."""
    with override(settings.LANGUAGE_CODE):
        tell_leads(
            finding.door,
            event="visits.urgent",
            title=_("Danger found at a door"),
            body=_("{what}. {called}. Please open the door's page now.").format(
                what=finding.get_danger_display(), called=finding.get_called_display()
            ),
            urgent=True,
        )


def tell_of_list(round_: Round, visitor: UUID, *, doors: int) -> None:
    """Whoever goes to households that they look after hears how many are on their list."""
    with override(settings.LANGUAGE_CODE):
        notices.tell(
            county=round_.county,
            event="visits.list",
            title=_("Doors to knock at"),
            body=_("{title}: {doors} households that you look after are on your list.").format(
                title=round_.title, doors=doors
            ),
            about=round_,
            url=reverse("visits:mine"),
            to=[Recipient(user_id=visitor)],
        )
