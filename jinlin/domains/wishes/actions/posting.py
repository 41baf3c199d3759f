"""How does a wish come in?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable, require
from jinlin.core.files.uploads import Upload
from jinlin.core.hearing import be_read
from jinlin.core.numbers import LETTERS, insert_drawn
from jinlin.core.text import first_words, needed, tidy
from jinlin.core.time import clock
from jinlin.domains.wishes import deadlines
from jinlin.domains.wishes.actions.steps import add_photos, keep, rule_of, start_term
from jinlin.domains.wishes.models import Band, Channel, Kind, Meeting, Wish, number_for
from jinlin.domains.wishes.permissions import can_post, can_register
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import Consent, Person, Purpose, Relation
from jinlin.ground.people.permissions import is_own
from jinlin.ground.places import queries as places
from jinlin.ground.places.models import Organisation, Place

TEXT_LIMIT = 2000
WORDING = "wishes-1"  # of the consent: may be shown without a name, and told to whoever takes it on
GUARDIAN = _("It is for a child: please note which guardian agreed.")


@dataclass(frozen=True)
class Agreed:
    """Who agreed that the wish is shown without a name."""

    relation: str = Relation.SELF
    given_by: str = ""


@dataclass(frozen=True)
class Post:
    """What was wished, for whom, where, and by whom it was said. `posted_by` None: the person
    themself, or staff who wrote it down.
    """

    place: Place
    kind: Kind
    text: str
    for_person: Person
    title: str = ""
    estimate: int = 0
    posted_by: Person | None = None
    channel: Channel = Channel.ONLINE
    band: str = ""
    meeting: Meeting = Meeting.STATION
    agreed: Agreed | None = None
    photos: Sequence[Upload] = ()
    appeal_id: UUID | None = None
    appeal_number: str = ""


@transaction.atomic
def post(posting: Post, *, actor: Actor) -> Wish:
    """The wish waits to be read by whoever looks after its place.

    Raises Unusable for empty or too long words, a cost above the county's cap, or a place without
    anybody who looks after it; NotAllowed when a desk channel is used without a role there.
    """
    require(
        can_post(actor) if posting.channel == Channel.ONLINE else can_register(actor, posting.place)
    )
    posting = replace(posting, text=_checked(posting.text), band=_band(posting))
    _check_cost(posting)
    return _post(posting, actor)


def from_appeal(posting: Post, *, actor: Actor, appeal_id: UUID, appeal_number: str) -> Wish:
    """What was reported as an appeal waits as a wish, and its trail says from which one it came."""
    return post(
        replace(posting, channel=Channel.APPEAL, appeal_id=appeal_id, appeal_number=appeal_number),
        actor=actor,
    )


def may_agree(wish: Wish, relation: str) -> bool:
    """For a child only a guardian, also where no year of birth is known and the child says itself
    that it is one.
    """
    return not wish.is_for_child or relation == Relation.GUARDIAN


def consented(person: Person, agreed: Agreed, *, actor: Actor) -> Consent:
    """The person's consent, or their guardian's, to be shown without a name."""
    return people.consent(
        person,
        given_by=agreed.given_by,
        relation=agreed.relation,
        purpose=Purpose.SHARING,
        version=WORDING,
        actor=actor,
    )


def unit_for(place: Place) -> Organisation:
    """Who looks after the wishes of a place. Raises Unusable where nobody does."""
    unit = places.intake_unit(place)
    if unit is None:
        raise Unusable(
            _(
                "Nobody looks after wishes at this place yet. Please choose the place again or "
                "ask at your station."
            ),
            field="place",
        )
    return unit


def _checked(text: str) -> str:
    return needed(
        text,
        field="text",
        words=_("Please say in a few words what is wished for."),
        limit=TEXT_LIMIT,
    )


def _band(posting: Post) -> str:
    """What the year of birth says; without it what was said.

    A known child is one whatever was said.
    """
    known = deadlines.band_of(posting.for_person.birth_year, clock.today())
    if known == Band.CHILD or not posting.band:
        return known or Band.ADULT
    if posting.band not in Band.values:
        raise Unusable(_("Please choose roughly whom it is for."), field="band")
    return posting.band


def _check_cost(posting: Post) -> None:
    cap = rule_of(posting.place.county_code).cap
    if not 0 <= posting.estimate <= cap:
        words = _(
            "A wish may cost up to %(cap)d yuan. For something larger please ask at your station: "
            "they know which help there is."
        )
        raise Unusable(words % {"cap": cap}, field="estimate")


def _post(posting: Post, actor: Actor) -> Wish:
    now = clock.now()
    today = clock.local_day(now)
    wish = Wish(
        county=posting.place.county_code,
        kind=posting.kind,
        title=tidy(posting.title)[:120] or first_words(posting.text),
        text=posting.text,
        estimate=posting.estimate,
        place=posting.place,
        place_code=posting.place.code,
        channel=posting.channel,
        for_person=posting.for_person,
        posted_by=posting.posted_by,
        registered_by=None if posting.channel == Channel.ONLINE else actor.user_id,
        band=posting.band,
        meeting=posting.meeting,
        unit=unit_for(posting.place),
        appeal_id=posting.appeal_id,
        appeal_number=posting.appeal_number,
        posted_at=now,
        posted_on=today,
    )
    wish.consent = _consent(wish, posting, actor)
    start_term(wish)
    insert_drawn(wish, lambda: number_for(today, get_random_string(5, LETTERS)))
    add_photos(wish, posting.photos)
    keep(
        wish,
        "post",
        actor=actor,
        channel=posting.channel,
        unit=wish.unit.name,
        number=posting.appeal_number,
    )
    if posting.channel != Channel.APPEAL:  # its words were read when they came in
        be_read(wish, f"{wish.title}。{wish.text}")
    return wish


def _consent(wish: Wish, posting: Post, actor: Actor) -> Consent | None:
    """What was agreed to with the wish, if who says so may: a station hears why not, who posts for
    themselves is asked again before it is shown.
    """
    is_at_desk = posting.channel != Channel.ONLINE
    if not posting.agreed or not (is_at_desk or is_own(actor, posting.for_person)):
        return None
    if may_agree(wish, posting.agreed.relation):
        return consented(posting.for_person, posting.agreed, actor=actor)
    if is_at_desk:
        raise Unusable(GUARDIAN, field="relation")
    return None
