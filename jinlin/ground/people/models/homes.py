"""Who lives together, who is in need, and who looks after a household?"""

from datetime import date
from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor, within
from jinlin.core.errors import NotHere, Stale
from jinlin.core.rows import CountyRow, held_by_key
from jinlin.core.secrets.fields import EncryptedField
from jinlin.core.secrets.masking import shown
from jinlin.ground.accounts.models import Grant
from jinlin.ground.accounts.roles import WORKERS, Role
from jinlin.ground.places.models import Place

READERS = (Role.CLERK, Role.LEAD, Role.SUPERVISOR)


class HouseholdRows(models.QuerySet["Household"]):
    def for_desk(self, actor: Actor) -> Self:
        """The households of the places that an actor looks after."""
        return self if actor.is_system else self.filter(within(actor.codes(*READERS)))

    def visible_to(self, actor: Actor) -> Self:
        """Those of one's places, and those that one looks after by a care link."""
        own = CareLink.objects.open().kept_by(actor.user_id).filter(household=OuterRef("pk"))
        return self.for_desk(actor) | self.filter(Exists(own))

    def in_need(self, day: date | None = None) -> Self:
        """Somebody who lived there on that day belonged to a group in need."""
        return self.filter(Exists(needs_at_home(day)))

    def lacking(self, role: str = "", day: date | None = None) -> Self:
        """In need, and without somebody in this role; in any of the roles when none is named."""
        gap = Q()
        for wanted in [role] if role else CareRole.values:
            gap |= ~Q(linked(wanted, day))
        return self.in_need(day).filter(gap)

    def locked(self, pk: object) -> "Household":
        return held_by_key(self, pk, ("place",))


class Household(CountyRow):
    """People who live at one address. `place_code` is the code of its place."""

    follows_its_place = True

    place = models.ForeignKey(
        Place, models.PROTECT, related_name="households", verbose_name=_("Place")
    )
    place_code = models.CharField(max_length=18, editable=False, db_index=True)
    address = EncryptedField(_("Address"), blank=True, default="")
    members = models.ManyToManyField(
        "people.Person", through="Membership", related_name="households"
    )

    objects = HouseholdRows.as_manager()

    class Meta:
        verbose_name = _("household")
        verbose_name_plural = _("households")
        indexes = [models.Index(fields=["county", "place_code", "id"], name="household_by_place")]

    def __str__(self) -> str:
        return self.shown_address() or str(self.place)

    def shown_address(self, *, clear: bool = False) -> str:
        return shown(self.address, "address", clear=clear)


class Membership(models.Model):
    """A person lives in a household from one day to another. A person has one home at a time."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="memberships")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="memberships")
    since = models.DateField(_("Since"))
    until = models.DateField(pgettext_lazy("day", "Until"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(until=None), name="one_home_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="home_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since} - {self.until or ''}"


class GroupInNeed(models.Model):
    """Reference data:

    a group of people that the county looks after, such as elderly people living alone.
    """

    code = models.SlugField(_("Identifier"), max_length=32, primary_key=True)
    name = models.CharField(_("Name of the group"), max_length=40)
    is_open = models.BooleanField(_("In use"), default=True)
    order = models.PositiveSmallIntegerField(_("Order"), default=0)

    class Meta:
        verbose_name = _("group in need")
        verbose_name_plural = _("groups in need")
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name


class Need(models.Model):
    """A person belongs to a group in need from one day to another; at most once at a time.

    Sensitive: read only where the person is visible.
    """

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="needs")
    group = models.ForeignKey(GroupInNeed, models.PROTECT, related_name="needs")
    since = models.DateField(_("Since"))
    until = models.DateField(pgettext_lazy("day", "Until"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "group"], condition=Q(until=None), name="one_need_per_group"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="need_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.group_id


class CareRole(models.TextChoices):
    """The three who look after a household in need."""

    MEMBER = "member", _("Party member")
    WORKER = "worker", _("Social worker")
    VOLUNTEER = "volunteer", _("Volunteer")


class LinkEnd(models.TextChoices):
    HANDED_OVER = "handed_over", _("Handed over")
    ENDED = "ended", _("Ended")


class CareLinkRows(models.QuerySet["CareLink"]):
    def open(self) -> Self:
        return self.filter(until=None)

    def kept_by(self, user_id: UUID | None) -> Self:
        """Those of one user; nobody's when nobody is signed in."""
        return self.filter(user_id=user_id) if user_id else self.none()

    def on(self, day: date | None) -> Self:
        """Those that held at the end of a day; at present when none is named."""
        return self.filter(_held(day))

    def by_leavers(self) -> Self:
        """Open ones of somebody whose account is locked, and of staff who hold no working role
        today.
        """
        working = Grant.objects.current().filter(user=OuterRef("user"), role__in=WORKERS)
        return self.open().filter(
            Q(user__is_active=False) | Q(user__username__isnull=False) & ~Exists(working)
        )

    def visible_to(self, actor: Actor) -> Self:
        """Those of the households of one's places, and one's own."""
        if actor.is_system:
            return self
        return self.filter(within(actor.codes(*READERS))) | self.open().kept_by(actor.user_id)

    def locked(self, link: "CareLink") -> "CareLink":
        """The row as it is now, locked.

        Raises Stale when it moved on since the caller's copy was read, NotHere when it is gone.
        """
        row = (
            self.select_for_update(of=("self",))
            .select_related("household", "user")
            .filter(pk=link.pk)
            .first()
        )
        if row is None:
            raise NotHere
        if row.version != link.version:
            raise Stale(detail={"version": row.version, "yours": link.version})
        return row


class CareLink(CountyRow):
    """One person looks after one household in one role, from one day to another; at most one at a
    time for each role. `name` is what the household is told. `note` was written when it ended: for
    the successor, or why. `version` counts the entries on its timeline. Rows change in
    people.actions only.
    """

    household = models.ForeignKey(Household, models.PROTECT, related_name="care_links")
    place_code = models.CharField(max_length=18, editable=False)
    role = models.CharField(_("Role"), max_length=10, choices=CareRole)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="care_links")
    name = EncryptedField(_("Name"))
    since = models.DateField(_("Since"))
    until = models.DateField(pgettext_lazy("day", "Until"), null=True, blank=True)
    ended = models.CharField(_("How it ended"), max_length=12, choices=LinkEnd, blank=True)
    note = EncryptedField(_("Note"), blank=True, default="")
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = CareLinkRows.as_manager()

    class Meta:
        verbose_name = _("care link")
        verbose_name_plural = _("care links")
        indexes = [models.Index(fields=["user", "until"], name="care_link_user")]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "role"], condition=Q(until=None), name="one_open_link_per_role"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="care_link_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(until=None, ended="") | Q(until__isnull=False) & ~Q(ended=""),
                name="care_link_says_how_it_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.since}"

    @property
    def is_open(self) -> bool:
        return self.until is None


def needs_at_home(day: date | None = None) -> models.QuerySet[Need]:
    """The needs of those who live in the household of the outer query, on a day or at present."""
    here = Q(person__memberships__household=OuterRef("pk"))
    return Need.objects.filter(here, _held(day), _held(day, "person__memberships__")).order_by(
        "since", "pk"
    )


def linked(role: str, day: date | None = None) -> Exists:
    """Whether somebody looks after the household of the outer query in this role."""
    return Exists(CareLink.objects.on(day).filter(household=OuterRef("pk"), role=role))


def _held(day: date | None, prefix: str = "") -> Q:
    """Begun and not over, at the end of a day; at present when none is named."""
    is_open = Q(**{f"{prefix}until": None})
    if day is None:
        return is_open
    return Q(**{f"{prefix}since__lte": day}) & (is_open | Q(**{f"{prefix}until__gt": day}))
