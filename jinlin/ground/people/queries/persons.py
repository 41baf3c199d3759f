"""Who is this, and who acts for whom?"""

from uuid import UUID

from django.db.models import DateTimeField, Q, QuerySet, UUIDField

from jinlin.core.actor import COUNTY_DIGITS, Actor, within
from jinlin.core.errors import Unusable
from jinlin.core.prepared import Prepared
from jinlin.core.search import matching as matching_words
from jinlin.core.search import squeezed
from jinlin.core.secrets.fields import match_key
from jinlin.core.time import clock
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.models import Consent, Mandate, Need, Person
from jinlin.ground.people.numbers import clean_citizen_id, clean_phone
from jinlin.ground.people.permissions import is_working_in

SHORTEST_NAME = 2


def person_of(actor: Actor, county: str) -> Person | None:
    """The person that the signed-in user is in this county."""
    if actor.user_id is None:
        return None
    return Person.objects.filter(county=county, user_id=actor.user_id).first()


def persons_of(actor: Actor) -> QuerySet[Person]:
    """The signed-in user's own rows, one for each county that knows them."""
    return Person.objects.filter(user_id=actor.user_id) if actor.user_id else Person.objects.none()


def matching(actor: Actor, *, phone: str = "", citizen_id: str = "") -> QuerySet[Person]:
    """The visible persons with exactly this phone number or citizen id. There is no browsing:
    neither given, nobody found.
    """
    phone, citizen_id = clean_phone(phone), clean_citizen_id(citizen_id)
    if not (phone or citizen_id):
        return Person.objects.none()
    condition = Q(phone_key=match_key(phone, "phone")) if phone else Q()
    if citizen_id:
        condition &= Q(citizen_key=match_key(citizen_id, "citizen_id"))
    return Person.objects.visible_to(actor).filter(condition).order_by("county", "pk")


def named(actor: Actor, name: str) -> QuerySet[Person]:
    """The visible persons whose name has this in it: at least two characters, no browsing."""
    if len(squeezed(name)) < SHORTEST_NAME:
        return Person.objects.none()
    found = Person.objects.visible_to(actor).filter(matching_words(Person, name))
    return found.order_by("county", "pk")


def person_matches(typed: str) -> Q:
    """Rows of a list whose `person` has this in the name (two characters at least), or exactly this
    phone number or citizen id. Who may be seen is the list's own question.
    """
    if len(squeezed(typed)) < SHORTEST_NAME:
        return Q(pk__in=[])
    people = Person.objects.filter(_by_number(typed) | matching_words(Person, typed))
    return Q(person__in=people.values("pk"))


def _by_number(typed: str) -> Q:
    try:
        if phone := clean_phone(typed):
            return Q(phone_key=match_key(phone, "phone"))
    except Unusable:
        pass
    try:
        if citizen_id := clean_citizen_id(typed):
            return Q(citizen_key=match_key(citizen_id, "citizen_id"))
    except Unusable:
        pass
    return Q(pk__in=[])


def has_mandate(actor: Actor, person_id: UUID) -> bool:
    """Whether the actor acts for this person now, and still works in the county as who does so."""
    if actor.user_id is None:
        return False
    counties = _MANDATES.rows(user=actor.user_id, person=person_id, now=clock.now())
    return any(is_working_in(actor, county) for county in counties)


_MANDATES = Prepared[str](
    lambda user, person, now: Mandate.objects.in_force(now).filter(user=user, person=person)[:1],
    columns=("county",),
    user=UUIDField(),
    person=UUIDField(),
    now=DateTimeField(),
)


def speaks_for(actor: Actor, person: Person | None) -> bool:
    """The resident, or staff with the resident's mandate."""
    if person is None or actor.user_id is None:
        return False
    return person.user_id == actor.user_id or (actor.is_staff and has_mandate(actor, person.pk))


def mandates_of(actor: Actor) -> QuerySet[Mandate]:
    """The mandates that an actor holds now, the one that ends first on top."""
    return (
        Mandate.objects.usable_by(actor)
        .select_related("person", "consent")
        .order_by("ends_at", "pk")
    )


def consents_of(person: Person) -> QuerySet[Consent]:
    return person.consents.order_by("-given_at", "-pk")


def on_word_alone(actor: Actor) -> QuerySet[Consent]:
    """The consents that nothing but staff's word stands for: those of the county for its audit
    administrator, those of the people that a lead looks after for the lead.
    """
    leading = tuple(each for each in actor.grants if each.role == Role.LEAD)
    led = Actor(kind=actor.kind, user_id=actor.user_id, grants=leading)
    theirs = Q(person__in=Person.objects.visible_to(led)) if led.grants else Q(pk__in=[])
    audited = [code for code in actor.codes(Role.AUDIT_ADMIN) if len(code) <= COUNTY_DIGITS]
    rows = Consent.objects.on_word_alone().select_related("person", "recorded_by")
    return rows.filter(within(audited, "county") | theirs)


def needs_of(person: Person) -> QuerySet[Need]:
    return (
        person.needs.filter(until=None)
        .select_related("group")
        .order_by("group__order", "group__code")
    )
