"""How is a wish taken on, shared, and opened again when it comes to nothing?"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import NotNow, Unusable
from jinlin.core.text import needed, tidy, why_of
from jinlin.core.time import clock
from jinlin.domains.wishes.actions.posting import unit_for
from jinlin.domains.wishes.actions.steps import LONGEST_REASON, end_claims, keep, start_term
from jinlin.domains.wishes.models import Capacity, Claim, Ending, Wish
from jinlin.domains.wishes.models.claim import PERSONS
from jinlin.domains.wishes.models.wish import TOP
from jinlin.domains.wishes.permissions import (
    RULES,
    is_made_by,
)
from jinlin.ground.people.numbers import clean_phone
from jinlin.ground.places.models import Organisation, OrganisationKind

MOST_SHARERS = 9


@dataclass(frozen=True)
class Pledge:
    """Who takes it on or joins in, how they are reached, and what they bring. `open_to`: how many
    may join in.
    """

    capacity: Capacity
    name: str
    phone: str
    organisation: Organisation | None = None
    team: str = ""
    brings: str = ""
    open_to: int = 0
    is_named: bool = False
    is_contact_shown: bool = False


@transaction.atomic
def claim(wish: Wish, *, actor: Actor, pledge: Pledge) -> Wish:
    """It is theirs until the county's days are over, and nobody else's.

    Of two who press at once the second is told: Stale.
    """
    wish = RULES.begin(wish, "claim", actor)
    if not 0 <= pledge.open_to <= MOST_SHARERS:
        raise Unusable(_("Up to 9 others can join in."), field="open_to")
    made = _pledged(wish, pledge, actor)
    now = clock.now()
    if wish.claimed_at is None and wish.published_at:
        wish.claimed_at, wish.claimed_on = now, clock.local_day(now)
        wish.claim_minutes = int((now - wish.published_at).total_seconds() // 60)
    start_term(wish)
    keep(
        wish,
        "claim",
        actor=actor,
        capacity=made.capacity,
        named=_named(made),
        due=wish.due_at.isoformat(),
    )
    return wish


@transaction.atomic
def share(wish: Wish, *, actor: Actor, pledge: Pledge) -> Wish:
    """They take part in it with what they bring.

    NotNow when whoever took it on does not look for more.
    """
    wish = RULES.begin(wish, "share", actor)
    main = wish.main_claim()
    assert main is not None, "the move is open only while somebody has taken it on"
    needed(pledge.brings, field="brings", words=_("Please say what you bring."), limit=120)
    made = _pledged(wish, pledge, actor, joins=main)
    keep(wish, "share", actor=actor, capacity=made.capacity, named=_named(made), to=[main])
    return wish


@transaction.atomic
def step_out(wish: Wish, *, actor: Actor, reason: str = "") -> Wish:
    """They no longer take part; the others go on."""
    wish = RULES.begin(wish, "step_out", actor)
    own = [
        each.pk for each in wish.standing_claims() if not each.is_main and is_made_by(actor, each)
    ]
    now = clock.now()
    Claim.objects.filter(pk__in=own).update(
        ended_at=now, ended_on=clock.local_day(now), ending=Ending.GIVEN_BACK
    )
    keep(wish, "step_out", actor=actor, internal=tidy(reason), to=wish.standing_claims())
    return wish


@transaction.atomic
def give_back(wish: Wish, *, actor: Actor, reason: str = "") -> Wish:
    """Whoever took it on cannot do it after all; it is open to everybody again, at once and without
    blame.
    """
    wish = RULES.begin(wish, "give_back", actor)
    return _open_again(wish, "give_back", Ending.GIVEN_BACK, actor=actor, internal=tidy(reason))


@transaction.atomic
def release(wish: Wish, *, actor: Actor, reason: str) -> Wish:
    """Staff have opened it again, with the reason."""
    wish = RULES.begin(wish, "release", actor)
    return _open_again(
        wish,
        "release",
        Ending.RELEASED,
        actor=actor,
        reason=why_of(reason, limit=LONGEST_REASON),
    )


@transaction.atomic
def run_out(wish: Wish) -> Wish:
    """The days to fulfil it are over; it is open again. NotNow before that."""
    wish = RULES.begin(wish, "run_out", SYSTEM)
    _require_past(wish.due_at)
    return _open_again(wish, "run_out", Ending.RUN_OUT, actor=SYSTEM)


@transaction.atomic
def raise_(wish: Wish) -> Wish:
    """Nobody took it on in time: the community's, then the town's leads look for somebody.

    It stays on the wall. NotNow before its time, and at the top.
    """
    wish = RULES.begin(wish, "raise_", SYSTEM)
    _require_past(wish.due_at)
    if wish.level >= TOP:
        raise NotNow
    wish.level += 1
    wish.unit = _unit_at(wish)
    start_term(wish)
    keep(wish, "raise_", actor=SYSTEM, who=wish.unit.name, level=wish.level)
    return wish


def _require_past(due: datetime) -> None:
    if due >= clock.now():
        raise NotNow


def _unit_at(wish: Wish) -> Organisation:
    """Who looks for somebody at the wish's level; where a town has no government of its own here,
    the same unit goes on.
    """
    if wish.level < TOP:
        return unit_for(wish.place)
    serving = (
        Organisation.objects.open()
        .serving(wish.place_code)
        .filter(kind=OrganisationKind.TOWN_GOVERNMENT)
    )
    return serving.order_by("place_code", "name").last() or wish.unit


def _open_again(
    wish: Wish, verb: str, ending: Ending, *, actor: Actor, internal: str = "", reason: str = ""
) -> Wish:
    ended = end_claims(wish, ending)
    start_term(wish)
    keep(
        wish,
        verb,
        actor=actor,
        internal=internal,
        to=ended,
        **({"reason": reason} if reason else {}),
    )
    return wish


def _pledged(wish: Wish, pledge: Pledge, actor: Actor, *, joins: Claim | None = None) -> Claim:
    """A step of taking on and of joining in: the claim stands.

    Raises Unusable when nobody could be reached, or for an organisation that is not theirs.
    """
    now = clock.now()
    if actor.user_id is None:
        raise NotNow
    return Claim.objects.create(
        county=wish.county,
        wish=wish,
        place_code=wish.place_code,
        joins=joins,
        **_who(wish, pledge, actor),
        user_id=actor.user_id,
        name=needed(
            pledge.name, field="name", words=_("Please say your name; only staff see it."), limit=60
        ),
        phone=_phone(pledge.phone),
        brings=tidy(pledge.brings)[:120],
        open_to=0 if joins else pledge.open_to,
        is_contact_shown=pledge.is_contact_shown,
        claimed_at=now,
        claimed_on=clock.local_day(now),
    )


def _who(wish: Wish, pledge: Pledge, actor: Actor) -> dict[str, object]:
    """A person as what they are; a team or an enterprise with its name.

    Only an organisation that the house knows can be named on the wall.
    """
    if pledge.capacity not in Capacity.values:
        raise Unusable(_("Please choose as what you take it on."), field="capacity")
    if pledge.capacity in PERSONS:
        return {"capacity": pledge.capacity, "organisation": None, "team": "", "is_named": False}
    unit = pledge.organisation
    if unit and (
        unit.county != wish.county or not unit.is_open or unit.pk not in actor.organisations()
    ):
        raise Unusable(
            _("You do not work for this organisation here. Please choose again."),
            field="organisation",
        )
    team = tidy(pledge.team)[:60]
    if not (unit or team):
        raise Unusable(_("Please say which team or enterprise it is."), field="team")
    return {
        "capacity": pledge.capacity,
        "organisation": unit,
        "team": "" if unit else team,
        "is_named": bool(unit and pledge.is_named),
    }


def _named(made: Claim) -> str:
    """The organisation, when it wants to be named; a person's name never stands on the trail."""
    return made.organisation.name if made.organisation and made.is_named else ""


def _phone(text: str) -> str:
    phone = clean_phone(text)
    if not phone:
        raise Unusable(
            _("Please enter a phone number under which the station reaches you."), field="phone"
        )
    return phone
