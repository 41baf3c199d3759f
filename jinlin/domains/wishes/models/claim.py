"""What is stored of those who take a wish on, and of what they handed over?"""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.rows import CountyRow
from jinlin.core.secrets.fields import EncryptedField
from jinlin.core.secrets.masking import shown
from jinlin.domains.wishes.models.wish import Wish
from jinlin.ground.accounts.roles import WORKERS
from jinlin.ground.places.models import unit_or_none

MOST_YUAN = 1_000_000  # that one wish can have cost


class Capacity(models.TextChoices):
    """As what somebody takes a wish on. That is all everybody else learns of a person."""

    RESIDENT = "resident", _("A resident")
    PARTY_MEMBER = "party_member", _("A Party member")
    SOCIAL_WORKER = "social_worker", _("A social worker")
    VOLUNTEER = "volunteer", _("A volunteer")
    TEAM = "team", _("A team")
    ENTERPRISE = "enterprise", _("An enterprise")


PERSONS = frozenset(
    {Capacity.RESIDENT, Capacity.PARTY_MEMBER, Capacity.SOCIAL_WORKER, Capacity.VOLUNTEER}
)


class Ending(models.TextChoices):
    KEPT = "kept", _("handed over")
    GIVEN_BACK = "given_back", _("given back")
    RELEASED = "released", _("opened again by staff")
    RUN_OUT = "run_out", _("time over")
    DROPPED = "dropped", _("the wish ended")


class ClaimRows(models.QuerySet["Claim"]):
    def standing(self) -> Self:
        return self.filter(ended_at=None)

    def main(self) -> Self:
        return self.filter(joins=None)

    def made_by(self, actor: Actor) -> Self:
        """By this person, or for an organisation that they work for."""
        if actor.user_id is None:
            return self.none()
        return self.filter(
            Q(user_id=actor.user_id) | Q(organisation_id__in=actor.organisations(*WORKERS))
        )


class Claim(CountyRow):
    """Somebody has taken a wish on (`joins` None), or joined in with something (`joins` names the
    claim).

    A wish has at most one standing claim; the database holds to that when two press at once. Nobody
    has two standing parts in one wish.
    """

    wish = models.ForeignKey(Wish, models.PROTECT, related_name="claims")
    place_code = models.CharField(max_length=18)
    joins = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="shares")
    capacity = models.CharField(_("as what"), max_length=14, choices=Capacity.choices)
    user_id = models.UUIDField()
    organisation = unit_or_none()
    team = models.CharField(_("name of the team"), max_length=60, blank=True)
    name = EncryptedField(_("name"))
    phone = EncryptedField(_("phone"))
    is_named = models.BooleanField(_("the wall may name the team or enterprise"), default=False)
    is_contact_shown = models.BooleanField(
        _("the person wished for may know the phone"), default=False
    )
    brings = models.CharField(_("what they bring"), max_length=120, blank=True)
    open_to = models.PositiveSmallIntegerField(_("how many may join in"), default=0)
    claimed_at = models.DateTimeField()
    claimed_on = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ending = models.CharField(max_length=10, choices=Ending.choices, blank=True)

    objects = ClaimRows.as_manager()

    class Meta:
        ordering = ("claimed_at", "id")
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = [
            models.UniqueConstraint(
                fields=["wish"],
                condition=Q(joins=None, ended_at=None),
                name="wish_claimed_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["wish", "user_id"], condition=Q(ended_at=None), name="wish_one_part_each"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ending="") | (Q(ended_at__isnull=False) & ~Q(ending="")),
                name="claim_ended_somehow",
            ),
            models.CheckConstraint(condition=~Q(joins=F("id")), name="claim_joins_another"),
        ]
        indexes = [
            models.Index(fields=["user_id", "claimed_at", "id"], name="claim_user_day"),
            models.Index(fields=["organisation", "claimed_at"], name="claim_organisation_day"),
        ]

    def __str__(self) -> str:
        return f"{self.wish_id} {self.capacity}"

    @property
    def is_main(self) -> bool:
        return self.joins_id is None

    @property
    def public_name(self) -> Any:
        """Who, as everybody may read it: what they are; a team or an enterprise by name if it wants
        that.
        """
        named = self.organisation.name if self.organisation else self.team
        return named if self.is_named and named else Capacity(self.capacity).label

    @property
    def desk_name(self) -> str:
        """Who, as staff read it on the page: the organisation, and the person masked."""
        return " ".join(
            part
            for part in (
                self.organisation.name if self.organisation else self.team,
                self.shown_name(),
            )
            if part
        )

    def shown_name(self, *, clear: bool = False) -> str:
        return shown(self.name, "name", clear=clear)

    def shown_phone(self, *, clear: bool = False) -> str:
        return shown(self.phone, "phone", clear=clear)


class Receiver(models.TextChoices):
    PERSON = "person", _("The person wished for")
    GUARDIAN = "guardian", _("The guardian")
    FAMILY = "family", _("Somebody of the family")
    STAFF = "staff", _("The station, to be passed on")


class Handover(CountyRow):
    """What was handed over for a wish, to whom and where: one for each time that it is said to have
    been done. A photo is never a condition.
    """

    wish = models.ForeignKey(Wish, models.PROTECT, related_name="handovers")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="handovers")
    handed_on = models.DateField(_("day"))
    what = models.CharField(_("what was handed over or done"), max_length=300)
    received_by = models.CharField(_("received by"), max_length=10, choices=Receiver.choices)
    meeting = models.CharField(_("where"), max_length=8)
    cost = models.PositiveIntegerField(_("cost in yuan"), null=True, blank=True)
    recorded_at = models.DateTimeField()
    disputed_on = models.DateField(null=True, blank=True)  # somebody said that it had not arrived

    class Meta:
        ordering = ("recorded_at", "id")
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")

    def __str__(self) -> str:
        return f"{self.wish_id} {self.handed_on}"
