"""How is something told to people and organisations?

A domain calls `tell` inside the transaction that has something to say. What is told stands or falls
with that transaction, and nothing leaves the house before it is committed: a worker sends what is
written here (notices.sending).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import CharField, DateField, Exists, OuterRef, UUIDField
from django.db.transaction import TransactionManagementError

from jinlin.core import site
from jinlin.core.editions import ask_once
from jinlin.core.making import made
from jinlin.core.prepared import Many, Prepared
from jinlin.core.rows import CountyRow
from jinlin.core.secrets.fields import normalised
from jinlin.core.storing import insert
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.ground.accounts.models import Grant, User
from jinlin.ground.accounts.phones import MOBILE
from jinlin.ground.accounts.roles import WORKERS
from jinlin.ground.identities.queries import subjects_of
from jinlin.ground.people.models import Person
from jinlin.services.notices import deadlines
from jinlin.services.notices.models import (
    APPS,
    AT_NIGHT_QUIET,
    Channel,
    Delivery,
    Mailbox,
    Message,
    Preference,
    now_and_today,
)
from jinlin.services.notices.queries.kept import KnownRobot, ways
from jinlin.services.notices.queries.preferences import in_one, wants
from jinlin.services.notices.queries.ways import HOUSES, open_kinds, quiet_hours


@dataclass(frozen=True)
class Recipient:
    """Whoever is told:

    a user (inbox), a person (the inbox of their account, their phone), a phone, or an organisation
    (its robot, the inboxes of its staff). Of a person's and a user's numbers, `phone` goes first
    when it is given. A `person` who is at hand, as they are now, is not read again.
    """

    user_id: UUID | None = None
    person_id: UUID | None = None
    phone: str = field(default="", repr=False)
    organisation_id: UUID | None = None
    person: Person | None = field(default=None, repr=False)


@dataclass(frozen=True)
class _News:
    """What is told, before it is known to whom."""

    county: str
    event: str
    title: str
    body: str
    url: str
    about: CountyRow
    is_urgent: bool

    @property
    def long_text(self) -> str:
        """With the address of the page: for mails and group chats,
        where an address costs nothing.
        """
        return f"{self.body}\n\n{site.whole(self.url)}" if self.url else self.body


@dataclass
class _Listener:
    """One who is told once, by whatever ways."""

    user: User | None = None
    person: Person | None = None
    phone: str = ""
    message: Message | None = None

    @property
    def user_id(self) -> UUID | None:
        return self.user.pk if self.user else None


@ask_once()
def tell(
    *,
    county: str,
    event: str,
    title: str,
    body: str,
    about: CountyRow,
    url: str,
    to: Sequence[Recipient],
    urgent: bool = False,
) -> None:
    """Everybody named has one message, however often they are named, and a delivery waits for each
    way that they and their county chose. The number of statements does not depend on how many they
    are.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError(
            "what is told stands or falls with the change it tells of: tell it in the same "
            "transaction"
        )
    if url and (not url.startswith("/") or url.startswith("//")):
        raise ValueError("a message leads to a page of this house")
    news = _News(
        county=county,
        event=event,
        title=tidy(title)[:120],
        body=tidy(body),
        url=url,
        about=about,
        is_urgent=urgent,
    )
    listeners = _listeners(news, to)
    for listener in listeners:
        listener.message = _message(news, listener)
    insert(*(listener.message for listener in listeners if listener.message))
    insert(*_personal(news, listeners), *_by_robot(news, to))


def _listeners(news: _News, to: Sequence[Recipient]) -> list[_Listener]:
    """Each one once: two recipients with the same user or, without a user,
    the same number are one.
    """
    persons = _persons(news.county, to)
    organisations = [one.organisation_id for one in to if one.organisation_id]
    known = _staff_of(organisations) if organisations else {}
    staff = list(known.values())
    accounts = [person.user for person in persons.values() if person.user]
    known |= {user.pk: user for user in accounts if user.is_active}
    users = known | _users([one.user_id for one in to if one.user_id and one.user_id not in known])
    found: dict[object, _Listener] = {}
    for one in to:
        person = persons.get(one.person_id) if one.person_id else None
        user = users.get(one.user_id or (person and person.user_id) or UUID(int=0))
        phone = normalised(
            one.phone or (person.phone if person else "") or (user.phone if user else ""), "phone"
        )
        if user or person or phone:
            found.setdefault(
                user.pk if user else phone or (person and person.pk), _Listener(user, person, phone)
            )
    for user in staff:
        found.setdefault(user.pk, _Listener(user, phone=normalised(user.phone, "phone")))
    return list(found.values())


def _persons(county: str, to: Sequence[Recipient]) -> dict[UUID, Person]:
    """Those who are told as persons, of this county. Who is at hand and has no account needs
    nothing more.
    """
    there = [one.person for one in to if one.person and not one.person.user_id]
    known = {person.pk: person for person in there if person.county == county}
    keys = [one.person_id for one in to if one.person_id and one.person_id not in known]
    rows = _PERSONS.rows(county=county, keys=keys) if keys else []
    return known | {person.pk: person for person in rows}


def _users(keys: Sequence[UUID]) -> dict[UUID, User]:
    rows = _USERS.rows(keys=keys) if keys else []
    return {user.pk: user for user in rows}


def _staff_of(organisations: Sequence[UUID]) -> dict[UUID, User]:
    """Who works there today and may sign in, by their keys and in the order of these."""
    rows = _STAFF.rows(organisations=organisations, day=clock.today())
    return {user.pk: user for user in rows}


_PERSONS = Prepared[Person](
    lambda county, keys: Person.objects.filter(county=county, pk__in=keys),
    joins=("user",),
    county=CharField(),
    keys=Many(UUIDField()),
)
_USERS = Prepared[User](
    lambda keys: User.objects.filter(is_active=True, pk__in=keys), keys=Many(UUIDField())
)
_STAFF = Prepared[User](
    lambda organisations, day: User.objects.filter(
        Exists(
            Grant.objects.current(day).filter(
                user=OuterRef("pk"), organisation_id__in=organisations, role__in=WORKERS
            )
        ),
        is_active=True,
    ).order_by("pk"),
    organisations=Many(UUIDField()),
    day=DateField(),
)


def _message(news: _News, listener: _Listener) -> Message:
    return made(
        Message,
        county=news.county,
        user=listener.user,
        person=listener.person,
        event=news.event,
        title=news.title,
        body=news.body,
        url=news.url,
        about_label=news.about._meta.label_lower,
        about_id=news.about.pk,
        is_urgent=news.is_urgent,
        **now_and_today(),
    )


def _personal(news: _News, listeners: Sequence[_Listener]) -> list[Delivery]:
    """By text message and by mail, as far as the county sends so and each one wants it."""
    users = [listener.user.pk for listener in listeners if listener.user]
    kinds = open_kinds([news.county], news.event) if listeners else frozenset()
    mailboxes: dict[UUID | None, str] = (
        dict(
            Mailbox.objects.filter(user__in=users, confirmed_at__isnull=False).values_list(
                "user_id", "address"
            )
        )
        if kinds
        else {}
    )
    chosen = Preference.objects.filter(user__in=users) if kinds else ()
    own: dict[UUID | None, list[Preference]] = {}
    for preference in chosen:
        own.setdefault(preference.user_id, []).append(preference)
    first = _first_moment(news) if kinds.intersection(AT_NIGHT_QUIET) else clock.now()
    bound = _bound(news.county, kinds, users)
    return [
        _delivery(news, kind, first, listener=listener, address=address)
        for listener in listeners
        for kind, address in (
            (Channel.SMS, listener.phone if MOBILE.fullmatch(listener.phone) else ""),
            (Channel.EMAIL, mailboxes.get(listener.user_id, "")),
            *((kind, named.get(listener.user_id, "")) for kind, named in bound.items()),
        )
        if kind in kinds
        and address
        and wants(listener.user, news.event, kind, own.get(listener.user_id, ()))
        and (news.is_urgent or not in_one(kind, own.get(listener.user_id, ())))
    ]


def _bound(
    county: str, kinds: frozenset[str], users: Sequence[UUID]
) -> dict[Channel, dict[UUID | None, str]]:
    """How these users are called in each app in which the county says this: one statement for each
    app that is open.
    """
    return {
        kind: {
            user: identity.subject
            for user, identity in subjects_of(users, HOUSES[kind], county).items()
        }
        for kind in APPS
        if kind in kinds and users
    }


def _first_moment(news: _News) -> datetime:
    """When a text message may go out: now when it is urgent, else not in the quiet hours."""
    now = clock.now()
    return now if news.is_urgent else deadlines.first_loud(now, *quiet_hours(news.county))


def _by_robot(news: _News, to: Sequence[Recipient]) -> list[Delivery]:
    organisations = {one.organisation_id for one in to if one.organisation_id}
    return [
        _delivery(news, robot.kind, clock.now(), robot=robot)
        for key in organisations
        for robot in ways().robots.get(key, ())
        if robot.county == news.county
    ]


def _delivery(
    news: _News,
    kind: str,
    first: datetime,
    *,
    listener: _Listener | None = None,
    robot: KnownRobot | None = None,
    address: str = "",
) -> Delivery:
    return made(
        Delivery,
        county=news.county,
        message=listener.message if listener else None,
        robot_id=robot.pk if robot else None,
        event=news.event,
        channel=kind,
        address=address,
        title=news.title,
        body=news.body if kind in (Channel.SMS, *APPS) else news.long_text,
        is_urgent=news.is_urgent,
        next_at=first if kind in AT_NIGHT_QUIET else clock.now(),
        **now_and_today(),
    )
