"""Who has points, and how many may be spent?"""

import secrets
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.errors import NotHere
from jinlin.core.rows import CountyRow
from jinlin.core.time import clock
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.models import Person

KEEPERS = (Role.STORE_KEEPER, Role.LEAD)
READERS = (*KEEPERS, Role.CLERK, Role.SUPERVISOR)
CARD_DIGITS = 8


class AccountKind(models.TextChoices):
    PERSON = "person", _("A person")
    STORE = "store", _("A store")
    ISSUED = "issued", _("Points that service earned")
    EXPIRED = "expired", _("Points that were not used in time")


def card_number() -> str:
    return "".join(secrets.choice("0123456789") for _digit in range(CARD_DIGITS))


class Ledger(CountyRow):
    """The end of a county's chain of transfers: how many there are, the last one's hash, and that
    of the one before it.

    Whoever posts holds this row: transfers of a county are numbered without gaps, one after
    another.
    """

    seq = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64, blank=True, default="", db_default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county"], name="points_ledger_once")]

    def __str__(self) -> str:
        return f"{self.county} #{self.seq}"


class AccountRows(models.QuerySet["Account"]):
    def own(self, actor: Actor) -> Self:
        return self.filter(person__user_id=actor.user_id) if actor.user_id else self.none()

    def for_desk(self, actor: Actor) -> Self:
        """The accounts of people of one's places."""
        people = self.filter(kind=AccountKind.PERSON)
        return people if actor.is_system else people.filter(within(actor.codes(*READERS)))

    def visible_to(self, actor: Actor) -> Self:
        return self.for_desk(actor) | self.own(actor)

    def held(self, pk: object) -> "Account":
        """The row as it is now, locked. Raises NotHere when it is gone."""
        row = self.select_for_update(of=("self",)).filter(pk=pk).first()
        if row is None:
            raise NotHere
        return row


class Account(CountyRow):
    """One side of transfers. `balance` is what all its transfers come to; `reserved` is the part
    that open orders hold. Nobody but the account that issues points goes below what is reserved:
    the database refuses. Rows change in actions.posting and actions.ordering only.
    """

    kind = models.CharField(max_length=7, choices=AccountKind)
    person = models.OneToOneField(
        Person, models.PROTECT, null=True, related_name="points_account", verbose_name=_("person")
    )
    number = models.CharField(_("card number"), max_length=CARD_DIGITS, default=card_number)
    place_code = models.CharField(max_length=18)
    balance = models.BigIntegerField(_("points"), default=0)
    reserved = models.BigIntegerField(_("held by orders"), default=0)
    opened_on = models.DateField(default=clock.today)

    objects = AccountRows.as_manager()

    class Meta:
        verbose_name = _("account of points")
        verbose_name_plural = _("accounts of points")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=AccountKind.ISSUED) | Q(balance__gte=F("reserved")),
                name="points_never_overdrawn",
            ),
            models.CheckConstraint(condition=Q(reserved__gte=0), name="points_reserved_positive"),
            models.CheckConstraint(
                condition=Q(kind=AccountKind.PERSON, person__isnull=False)
                | ~Q(kind=AccountKind.PERSON) & Q(person=None),
                name="points_account_of_somebody",
            ),
            models.UniqueConstraint(fields=["county", "number"], name="points_card_once"),
            models.UniqueConstraint(
                fields=["county", "kind"],
                condition=Q(kind__in=[AccountKind.ISSUED, AccountKind.EXPIRED]),
                name="points_account_of_county_once",
            ),
        ]
        indexes = [models.Index(fields=["place_code", "id"], name="points_account_place")]

    def __str__(self) -> str:
        return self.number

    @property
    def free(self) -> int:
        """What can be spent now."""
        return self.balance - self.reserved
