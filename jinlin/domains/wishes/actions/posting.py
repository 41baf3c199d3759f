"""How does a wish come in?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable, require
from jinlin.core.files.uploads import Upload
from jinlin.core.numbers import drawn
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
LETTERS = (
    "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: nothing that is read out as something else
)
WORDING = "wishes-1"  # of the consent: may be shown without a name, and told to whoever takes it on


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


def post(told: Post, *, actor: Actor) -> Wish:
    """The wish waits to be read by whoever looks after its place.

    Raises Unusable for empty or too long words, a cost above the county's cap, or a place without
    anybody who looks after it; NotAllowed when a desk channel is used without a role there.
    """
    require(can_post(actor) if told.channel == Channel.ONLINE else can_register(actor, told.place))
    told = replace(told, text=_checked(told.text), band=_band(told))
    _check_cost(told)
    return drawn(lambda: _post(told, actor))


def from_appeal(told: Post, *, actor: Actor, appeal_id: UUID, appeal_number: str) -> Wish:
    """What was reported as an appeal waits as a wish, and its trail says from which one it came."""
    return post(
        replace(told, channel=Channel.APPEAL, appeal_id=appeal_id, appeal_number=appeal_number),
        actor=actor,
    )


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


def _band(told: Post) -> str:
    """What the year of birth says; without it what was said.

    A known child is one whatever was said.
    """
    known = deadlines.band_of(told.for_person.birth_year, clock.today())
    if known == Band.CHILD or not told.band:
        return known or Band.ADULT
    if told.band not in Band.values:
        raise Unusable(_("Please choose roughly whom it is for."), field="band")
    return told.band


def _check_cost(told: Post) -> None:
    cap = rule_of(told.place.county_code).cap
    if not 0 <= told.estimate <= cap:
        words = _(
            "A wish may cost up to %(cap)d yuan. For something larger please ask at your station: "
            "they know which help there is."
        )
        raise Unusable(words % {"cap": cap}, field="estimate")


def _post(told: Post, actor: Actor) -> Wish:
    now = clock.now()
    today = clock.local_day(now)
    wish = Wish(
        county=told.place.county_code,
        number=number_for(today, get_random_string(5, LETTERS)),
        kind=told.kind,
        title=tidy(told.title)[:120] or first_words(told.text),
        text=told.text,
        estimate=told.estimate,
        place=told.place,
        place_code=told.place.code,
        channel=told.channel,
        for_person=told.for_person,
        posted_by=told.posted_by,
        registered_by=None if told.channel == Channel.ONLINE else actor.user_id,
        band=told.band,
        meeting=told.meeting,
        unit=unit_for(told.place),
        appeal_id=told.appeal_id,
        appeal_number=told.appeal_number,
        posted_at=now,
        posted_on=today,
    )
    if told.agreed and (told.channel != Channel.ONLINE or is_own(actor, told.for_person)):
        wish.consent = consented(told.for_person, told.agreed, actor=actor)
    start_term(wish)
    wish.save(force_insert=True)
    add_photos(wish, told.photos)
    keep(
        wish,
        "post",
        actor=actor,
        channel=told.channel,
        unit=wish.unit.name,
        number=told.appeal_number,
    )
    return wish
