"""What does a form change at its door, and what if another one was there first?"""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core.actor import Actor
from jinlin.core.time import clock
from jinlin.domains.visits.actions.steps import keep, rule_of, tell_leads
from jinlin.domains.visits.lifecycle import TO_DO, DoorState
from jinlin.domains.visits.models import Clash, Door, FormState, Outcome, Visit
from jinlin.domains.visits.permissions import DOOR_RULES
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Recipient

VERBS = {
    Outcome.VISITED: "visit",
    Outcome.REFUSED: "refuse",
    Outcome.MOVED: "move_away",
    Outcome.NOT_HOME: "miss",
}


def apply(visit: Visit, door: Door, *, actor: Actor) -> Door:
    """The locked door knows what this form says; or both forms stand beside each other, to be
    chosen from, where another one came that its writer did not know of.
    """
    if other := crossing(visit, door):
        _stand_beside(visit, other, door, actor)
        return door
    door.attempts += 1
    if visit.outcome == Outcome.NOT_HOME:
        _miss(visit, door, actor)
    else:
        reach(visit, door, actor=actor)
    visit.applied_as = door.version
    visit.save(update_fields=["applied_as", "standing"])
    if door.state == DoorState.NOT_HOME and door.tries >= rule_of(door.county).tries:
        _go_up(door, actor)
    return door


def reach(visit: Visit, door: Door, *, actor: Actor) -> None:
    """The door is as this form found it."""
    verb = VERBS[Outcome(visit.outcome)]
    DOOR_RULES.enter(door, verb, actor)
    door.reached_on, door.put_right_on = visit.happened_on, None
    keep(door, verb, actor=actor)


def crossing(visit: Visit, door: Door) -> Visit | None:
    """Another phone's form that counts at this door since the version that this one knew. That
    nobody was home contradicts nothing.
    """
    if visit.outcome == Outcome.NOT_HOME:
        return None
    others = Visit.objects.standing().filter(door=door, applied_as__gt=visit.base)
    others = others.exclude(phone=visit.phone_id).exclude(outcome=Outcome.NOT_HOME)
    return others.select_related("visitor").order_by("-applied_as").first()


def precedes(visit: Visit) -> bool:
    """Whether the form that this phone wrote before at this door counts already."""
    rows = Visit.objects.filter(phone=visit.phone_id, door=visit.door_id, own=visit.own - 1)
    return rows.exclude(standing=FormState.HELD).exists()


def next_of(visit: Visit) -> Visit | None:
    """The form of the same phone and door that waited for this one."""
    rows = Visit.objects.filter(phone=visit.phone_id, door=visit.door_id, own=visit.own + 1)
    return rows.filter(standing=FormState.HELD).order_by("received_at").first()


def _miss(visit: Visit, door: Door, actor: Actor) -> None:
    """Nobody was home: counted where the door is still to be tried, noted where it is not."""
    if door.state not in TO_DO - {DoorState.RAISED}:
        keep(door, "find_closed", actor=actor)
        return
    door.tries += 1
    DOOR_RULES.enter(door, "miss", actor)
    keep(door, "miss", actor=actor, tries=door.tries)


def _go_up(door: Door, actor: Actor) -> None:
    DOOR_RULES.enter(door, "go_up", actor)
    door.raised_at = clock.now()
    keep(door, "go_up", actor=actor, tries=door.tries)


def _stand_beside(visit: Visit, other: Visit, door: Door, actor: Actor) -> None:
    visit.standing = FormState.BESIDE
    visit.save(update_fields=["standing"])
    Clash.objects.create(
        county=door.county,
        door=door,
        place_code=door.place_code,
        first=other,
        second=visit,
        found_at=clock.now(),
    )
    door.has_clash = True
    keep(door, "clash", actor=actor)
    _tell_both(visit, other, door)


def _tell_both(visit: Visit, other: Visit, door: Door) -> None:
    with override(settings.LANGUAGE_CODE):
        words: Any = {
            "event": "visits.clash",
            "title": _("Two forms for one door"),
            "body": _("Both are kept. Please say, question by question, what is right."),
        }
        tell_leads(door, **words)
        notices.tell(
            county=door.county,
            about=door,
            url=reverse("visits:door", args=[door.pk]),
            to=[Recipient(user_id=user) for user in {visit.visitor_id, other.visitor_id}],
            **words,
        )
