"""How does somebody come to have an account of points?"""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable, require
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Place
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Recipient
from jinlin.services.points.models import Account, AccountKind
from jinlin.services.points.models.accounts import card_number
from jinlin.services.points.permissions import can_open_account

TRIES = 5


@transaction.atomic
def open_account(person: Person, *, place_code: str, actor: Actor) -> Account:
    """The person has an account with a card number; opened again, the same."""
    require(can_open_account(actor, person, place_code))
    Person.objects.locked(person.pk)
    found = Account.objects.filter(person=person).first()
    if found:
        return found
    account = Account.objects.create(
        county=person.county,
        kind=AccountKind.PERSON,
        person=person,
        number=_free_number(person.county),
        place_code=place_code,
    )
    timeline.record(account, "open_account", actor=actor)
    notices.announce(
        county=account.county,
        event="points.open_account",
        subject_id=account.pk,
        payload={"place": place_code},
    )
    if person.user_id != actor.user_id:
        _tell(account)
    return account


def _tell(account: Account) -> None:
    """Whoever has an account now hears of it, unless they opened it themselves."""
    with override(settings.LANGUAGE_CODE):
        notices.tell(
            county=account.county,
            event="points.open_account",
            title=_("You have an account of points"),
            body=_("What you do for the neighbourhood is counted there."),
            about=account,
            url=reverse("points:mine"),
            to=[Recipient(person_id=account.person_id)],
        )


def accounts_for(people: Mapping[UUID, str], *, county: str) -> dict[UUID, Account]:
    """The accounts of these people (key -> code of their place); who had none has one now."""
    known = _known(people)
    fresh = [
        Account(
            county=county,
            kind=AccountKind.PERSON,
            person_id=key,
            number=_free_number(county),
            place_code=code,
        )
        for key, code in people.items()
        if key not in known
    ]
    Account.objects.bulk_create(fresh, ignore_conflicts=True)
    if fresh:
        known = _known(people)
    return known


def _known(people: Iterable[UUID]) -> dict[UUID, Account]:
    rows = Account.objects.filter(person__in=list(people))
    return {row.person_id: row for row in rows if row.person_id}


def account_at(place: Place, *, kind: str) -> Account:
    """A new account of a store."""
    county = place.county_code
    return Account.objects.create(
        county=county, kind=kind, number=_free_number(county), place_code=place.code
    )


def _free_number(county: str) -> str:
    for _try in range(TRIES):
        number = card_number()
        if not Account.objects.filter(county=county, number=number).exists():
            return number
    raise Unusable(_("No card number is free just now. Please try again."))
