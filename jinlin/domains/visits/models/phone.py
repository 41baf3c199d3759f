"""What is stored of the phones that carry lists, and of what they could not hand in?"""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow
from jinlin.core.secrets.fields import EncryptedField
from jinlin.ground.accounts.roles import Role


class CountyKey(CountyRow):
    """A pair of keys of the county. Phones seal forms with the public one; only the house opens
    them. A new number replaces the old one for what is sealed from then on; old ones still open.
    """

    number = models.PositiveSmallIntegerField()
    public = models.TextField()
    private = EncryptedField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "number"], name="visit_key_once")]

    def __str__(self) -> str:
        return f"{self.county} {self.number}"


class PhoneRows(models.QuerySet["Phone"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own, and as a lead those of one's county's part."""
        own = Q(user=actor.user_id) if actor.user_id else Q(pk__in=[])
        return self.filter(within(actor.codes(Role.LEAD)) | own)


class Phone(CountyRow):
    """One browser with which one person goes from door to door. Its key was made there. `waiting`
    is how many forms it said it still has, when it last spoke to us.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    place_code = models.CharField(max_length=18)
    name = models.CharField(max_length=60, blank=True)
    first_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    waiting = models.PositiveSmallIntegerField(default=0)
    shut_out_at = models.DateTimeField(null=True, blank=True)
    shut_out_by = models.UUIDField(null=True, blank=True)

    objects = PhoneRows.as_manager()

    class Meta:
        verbose_name = _("phone of a visitor")
        verbose_name_plural = _("phones of visitors")
        constraints = [
            models.CheckConstraint(
                condition=Q(shut_out_at=None, shut_out_by=None)
                | Q(shut_out_at__isnull=False, shut_out_by__isnull=False),
                name="phone_shut_out_by_somebody",
            )
        ]
        indexes = [models.Index(fields=["user", "seen_at"], name="phone_of_user")]

    def __str__(self) -> str:
        return self.name or str(self.pk)


class Pack(CountyRow):
    """One list as it was taken along: whose, on which phone, which doors, until when. What comes
    back names it with its secret, so that a colleague may hand it in for whoever wrote it.
    """

    phone = models.ForeignKey(Phone, models.PROTECT, related_name="packs")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    secret = EncryptedField()
    doors: Any = models.JSONField()
    taken_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["phone", "taken_at"], name="pack_of_phone")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.taken_at:%Y-%m-%d}"


class Why(models.TextChoices):
    UNFINISHED = "unfinished", _("Not finished when the list ended")
    SHUT_OUT = "shut_out", _("From a phone that is shut out")
    OTHER_DOOR = "other_door", _("For a door that was not on the list")
    UNCLEAR = "unclear", _("Could not be read as a form")


class AsideRows(models.QuerySet["Aside"]):
    def visible_to(self, actor: Actor) -> Self:
        own = Q(user=actor.user_id) if actor.user_id else Q(pk__in=[])
        return self.filter(within(actor.codes(Role.LEAD)) | own)

    def undecided(self) -> Self:
        return self.filter(decided_at=None)


class Aside(CountyRow):
    """What a phone handed in and what cannot count by itself. Nothing is thrown away: it is kept
    until, and after, a person has decided.
    """

    place_code = models.CharField(max_length=18)
    pack = models.ForeignKey(Pack, models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=10, choices=Why.choices)
    content = EncryptedField()
    digest = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    note = models.CharField(max_length=300, blank=True)

    objects = AsideRows.as_manager()

    class Meta:
        verbose_name = _("form laid aside")
        verbose_name_plural = _("forms laid aside")
        indexes = [
            models.Index(fields=["county", "place_code", "due_at", "id"], name="visit_aside_place")
        ]

    def __str__(self) -> str:
        return f"{self.why} {self.pk}"
