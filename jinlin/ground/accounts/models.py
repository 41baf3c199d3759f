"""Who can sign in, entrusted with what, who speaks for them, and who is on duty when?"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, ClassVar, Self
from uuid import UUID

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor, county_of, within
from jinlin.core.prepared import Prepared
from jinlin.core.rows import CountyRow
from jinlin.core.secrets.fields import MATCH_KEY_LENGTH, EncryptedField
from jinlin.core.time import clock
from jinlin.ground.accounts.roles import CHOICES, LABELS, WORKERS, Role
from jinlin.ground.places.models import CODE_LENGTHS, Organisation, Place
from jinlin.ground.places.queries import present


class Users(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=username)

    def get(self, *words: Any, **lookup: Any) -> "User":
        """As everywhere. By the key alone, as every request of somebody signed in asks, without
        building the text anew.
        """
        if words or lookup.keys() != {"pk"} or type(self) is not Users:
            return super().get(*words, **lookup)
        found = _by_key().first(using=self.db, pk=lookup["pk"])
        if found is None:
            raise User.DoesNotExist
        return found

    def staff(self) -> "models.QuerySet[User]":
        return self.exclude(username=None)

    def visible_to(self, actor: Actor) -> "models.QuerySet[User]":
        """Security administrators see the staff of the places they keep; everybody else sees
        nobody.
        """
        return self.staff().filter(within(actor.codes(Role.SECURITY_ADMIN), "county"))

    def locked(self, pk: UUID) -> "User":
        return self.select_for_update().get(pk=pk)


@cache
def _by_key() -> Prepared["User"]:
    return Prepared(lambda pk: User.objects.filter(pk=pk), pk=models.UUIDField())


@cache
def _keeping() -> Prepared[UUID]:
    """A grant by which somebody keeps reference data on a day; whoever opens a page of it asks."""
    return Prepared(
        lambda user, day: Grant.objects.current(day).filter(user=user, role=Role.SYSTEM_ADMIN)[:1],
        columns=("id",),
        user=models.UUIDField(),
        day=models.DateField(),
    )


class User(AbstractBaseUser, CountyRow):
    """One person who can sign in: staff by user name and password, residents by phone; at least one
    of the two is there. `county` is the place whose security administrators keep a staff account
    (empty for residents). What a person may do stands in grants only.
    """

    county = models.CharField(max_length=6, blank=True, default="", editable=False)
    username = models.CharField(_("User name"), max_length=40, unique=True, null=True, blank=True)
    name = models.CharField(_("Name"), max_length=40, blank=True)
    phone = EncryptedField(_("Mobile number"), blank=True, default="")
    phone_key = models.CharField(
        max_length=MATCH_KEY_LENGTH, unique=True, null=True, editable=False
    )
    is_active = models.BooleanField(_("Account in order"), default=True)
    has_first_password = models.BooleanField(  # made by the house and seen by who handed it over
        default=False, db_default=False, editable=False
    )
    created_at = models.DateTimeField(default=clock.now, editable=False)
    last_seen_at = models.DateTimeField(_("Last seen"), null=True, editable=False)

    objects = Users()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        indexes = [models.Index(fields=["county", "username"], name="user_county_username")]
        constraints = [
            models.CheckConstraint(
                condition=Q(username__isnull=False) | Q(phone_key__isnull=False),
                name="user_can_sign_in",
            )
        ]

    def __str__(self) -> str:
        return self.name or self.username or str(_("Resident"))

    def get_username(self) -> str:
        return self.username or ""

    @property
    def is_staff(self) -> bool:
        """Whether Django's admin opens: to system administrators, for reference data."""
        return self.keeps_reference_data

    @property
    def keeps_reference_data(self) -> bool:
        if not self.is_active:
            return False
        known: bool | None = self.__dict__.get("_keeps")
        if known is None:
            held = _keeping().first(using=self._state.db or "", user=self.pk, day=clock.today())
            known = self.__dict__["_keeps"] = held is not None
        return known

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return self.has_module_perms(perm.partition(".")[0])

    def has_perms(self, perms: Iterable[str], obj: Any = None) -> bool:
        return all(self.has_perm(perm) for perm in perms)

    def has_module_perms(self, app_label: str) -> bool:
        """The tables of the house's own apps, but never accounts: those are the security
        administrator's.
        """
        own = app_label != self._meta.app_label and any(
            each.label == app_label and each.name.startswith("jinlin.")
            for each in apps.get_app_configs()
        )
        return own and self.keeps_reference_data


class GrantRows(models.QuerySet["Grant"]):
    def current(self, day: date | None = None) -> Self:
        day = day or clock.today()
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)

    def ahead(self, day: date | None = None) -> Self:
        """Those that hold now or will."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day or clock.today()))

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(within(actor.codes(Role.SECURITY_ADMIN), "place__code"))

    def locked(self, pk: object) -> "Grant":
        return (
            self.select_for_update(of=("self",))
            .select_related("user", "place", "organisation")
            .get(pk=pk)
        )


class Grant(CountyRow):
    """One role of one person at a place, for one organisation or the place as a whole, from a day
    until another (that day no longer counts; none: open). Nobody grants to himself; a person with
    an administrator role holds no other role at that time. Rows are ended, never deleted.
    """

    kept_as = "places"  # kept with the places and organisations that it is for

    user = models.ForeignKey(User, models.PROTECT, related_name="grants")
    role = models.CharField(_("Role"), max_length=20, choices=CHOICES)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("Place"))
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("Organisation"),
    )
    valid_from = models.DateField(_("First day"))
    valid_to = models.DateField(_("Last day"), null=True, blank=True)
    reason = models.CharField(_("Reason"), max_length=200, blank=True)
    granted_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    granted_at = models.DateTimeField(default=clock.now, editable=False)

    objects = GrantRows.as_manager()

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        indexes = [models.Index(fields=["user", "valid_from"], name="grant_user_from")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="grant_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(granted_by=None) | ~Q(granted_by=F("user")), name="grant_not_to_oneself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role_name} · {self.organisation or self.place}"

    @property
    def role_name(self) -> str:
        return str(LABELS[Role(self.role)])

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds; None when it is open, or never began."""
        return (
            self.valid_to - timedelta(days=1)
            if self.valid_to and self.valid_to > self.valid_from
            else None
        )

    @property
    def went_on_as(self) -> Place | None:
        """The place that this one was merged into since; None where it was not."""
        today = present(self.place)
        return None if set(today.codes) == set(self.place.codes) else today

    @property
    def is_ahead(self) -> bool:
        """Whether it holds now or will."""
        return self.valid_to is None or self.valid_to > clock.today()


class TokenRows(models.QuerySet["ApiToken"]):
    def usable(self, day: date | None = None) -> Self:
        return self.filter(
            revoked_at=None, expires_on__gte=day or clock.today(), user__is_active=True
        )

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(within(actor.codes(Role.SECURITY_ADMIN), "county"))

    def locked(self, pk: object) -> "ApiToken":
        return self.select_for_update(of=("self",)).select_related("user").get(pk=pk)


class ApiToken(CountyRow):
    """A program's key to act as one member of staff within `scopes`. Only a hash is kept: the raw
    token is shown once. It ends by itself after `expires_on`.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="tokens")
    name = models.CharField(_("What it is for"), max_length=60)
    hash = models.CharField(max_length=80, unique=True, editable=False)
    scopes = models.JSONField(_("What it may do"), default=list)
    expires_on = models.DateField(_("Last day"))
    issued_at = models.DateTimeField(default=clock.now, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)
    last_used_on = models.DateField(null=True, editable=False)

    objects = TokenRows.as_manager()

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")
        ordering = ["-issued_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_usable(self) -> bool:
        return self.revoked_at is None and self.expires_on >= clock.today()


class ShiftKind(models.TextChoices):
    NIGHT = "night", _("Night")
    WEEKEND = "weekend", _("Weekend")
    HOLIDAY = "holiday", _("Holiday")


class ShiftRows(models.QuerySet["Shift"]):
    def standing(self) -> Self:
        """Without those that were taken off."""
        return self.filter(taken_off_at=None)

    def at(self, moment: datetime) -> Self:
        return self.filter(starts_at__lte=moment, ends_at__gt=moment)

    def meeting(self, since: datetime, until: datetime) -> Self:
        """Those that overlap a span; one that ends when the span begins does not."""
        return self.filter(starts_at__lt=until, ends_at__gt=since)

    def covering(self, codes: Iterable[str]) -> Self:
        """Of these places and of those that hold them."""
        own = {
            code[:length]
            for code in codes
            for length in CODE_LENGTHS.values()
            if length <= len(code)
        }
        return self.filter(place_code__in=own)

    def visible_to(self, actor: Actor) -> Self:
        """All who look after a place of the county know who is on duty in it; whoever works for a
        unit knows that unit's duty. Not residents, and not administrators.
        """
        county = within((county_of(code) for code in actor.codes(*WORKERS)), "county")
        return self.filter(county | Q(organisation_id__in=actor.organisations(*WORKERS)))

    def locked(self, pk: object) -> "Shift":
        return (
            self.select_for_update(of=("self",))
            .select_related("user", "place", "organisation")
            .get(pk=pk)
        )


class Shift(CountyRow):
    """One person is on duty for a place, or for one organisation in it, from a moment until
    another. Nobody is on duty twice at the same moment. `day` is the business day on which it
    begins. Rows are taken off with a reason, never deleted.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("Place"))
    place_code = models.CharField(max_length=18)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("Organisation"),
    )
    user = models.ForeignKey(
        User, models.PROTECT, related_name="shifts", verbose_name=_("Who is on duty")
    )
    kind = models.CharField(pgettext_lazy("duty", "Kind"), max_length=8, choices=ShiftKind.choices)
    day = models.DateField(_("Day"))
    starts_at = models.DateTimeField(_("From"))
    ends_at = models.DateTimeField(_("Until"))
    note = models.CharField(_("Note"), max_length=200, blank=True)
    taken_off_at = models.DateTimeField(null=True, blank=True)

    objects = ShiftRows.as_manager()

    class Meta:
        verbose_name = _("shift")
        verbose_name_plural = _("shifts")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="shift_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["user", "starts_at"],
                condition=Q(taken_off_at=None),
                name="shift_once_per_start",
            ),
        ]
        indexes = [
            models.Index(fields=["county", "starts_at"], name="shift_county"),
            models.Index(fields=["user", "ends_at"], name="shift_user"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.face}"

    @property
    def face(self) -> str:
        """The unit or place whose duty it is: all that residents are told."""
        return str(self.organisation or self.place)


class Lockout(models.Model):
    """How often one name was tried in vain since it last succeeded.

    Names nobody has are counted alike, so that the answer tells nothing. `until` lies ahead exactly
    while the door stays shut for that name.
    """

    key = models.CharField(max_length=100, primary_key=True)
    failures = models.PositiveSmallIntegerField(default=0)
    last_at = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True)


def staff_or_none(label: Any) -> "models.ForeignKey[User | None, User | None]":
    """A column for somebody with an account whom a row may have; they stay as long as it does."""
    return models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=label
    )
