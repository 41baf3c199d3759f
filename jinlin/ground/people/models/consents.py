"""What did somebody agree to, and who may act for them?"""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor, county_of, within
from jinlin.core.rows import CountyRow
from jinlin.core.secrets.fields import EncryptedField
from jinlin.core.time import clock
from jinlin.ground.accounts.roles import Role

LONGEST_MANDATE = 30  # days
WRITERS = (Role.CLERK, Role.LEAD)


class Relation(models.TextChoices):
    SELF = "self", _("The person")
    GUARDIAN = "guardian", _("Guardian")
    FAMILY = "family", _("Family member")
    OTHER = "other", _("Somebody else they trust")


class Purpose(models.TextChoices):
    ACTING = "acting", _("Staff act on the person's behalf")
    CONTACT = "contact", _("Contact by phone or visit")
    CARE = "care", _("Keeping a record of needs and care")
    SHARING = "sharing", _("Passing on details to the unit in charge")


class ConsentRows(models.QuerySet["Consent"]):
    def on_word_alone(self) -> Self:
        """Written down by staff: nothing but their word says that it was given."""
        by_themselves = Q(person__user=F("recorded_by"))
        return self.filter(recorded_by__isnull=False).exclude(by_themselves)


class Consent(CountyRow):
    """Somebody agreed, for a person, to one purpose in the wording of one version.

    It holds until it is withdrawn. Under 14, only a guardian can give it.
    """

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="consents")
    given_by = EncryptedField(_("Given by"))
    relation = models.CharField(_("Relation"), max_length=10, choices=Relation)
    purpose = models.CharField(_("Purpose"), max_length=16, choices=Purpose)
    version = models.CharField(_("Version of the wording"), max_length=20)
    given_at = models.DateTimeField(_("Given at"))
    withdrawn_at = models.DateTimeField(_("Withdrawn at"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    told_at = models.DateTimeField(null=True, editable=False)  # when the person was told of it

    objects = ConsentRows.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_withdrawn_after_given",
            )
        ]

    @property
    def holds(self) -> bool:
        return self.withdrawn_at is None


class MandateRows(models.QuerySet["Mandate"]):
    def in_force(self, at: datetime | None = None) -> Self:
        moment = at or clock.now()
        return self.filter(starts_at__lte=moment, ends_at__gt=moment)

    def visible_to(self, actor: Actor) -> Self:
        """One's own mandates."""
        return self.filter(user_id=actor.user_id) if actor.user_id else self.none()

    def usable_by(self, actor: Actor, at: datetime | None = None) -> Self:
        """Those in force by which this actor acts: whoever does not work as a clerk or lead in the
        county any more acts for nobody there, however long the mandate was to last.
        """
        counties = map(county_of, actor.codes(*WRITERS))
        return self.visible_to(actor).in_force(at).filter(within(counties, "county"))

    def locked(self, pk: object) -> "Mandate":
        return self.select_for_update(of=("self",)).get(pk=pk)


class Mandate(CountyRow):
    """A member of staff acts for a resident who has no phone: for a reason, with consent, for
    `days` at most 30. Stopping moves `ends_at` forward in time to now.
    """

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="mandates")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mandates")
    reason = models.CharField(_("Reason"), max_length=200)
    consent = models.ForeignKey(Consent, models.PROTECT, related_name="mandates")
    starts_at = models.DateTimeField(_("Starts at"))
    ends_at = models.DateTimeField(_("Ends at"))
    days = models.PositiveSmallIntegerField(pgettext_lazy("how many", "Days"))

    objects = MandateRows.as_manager()

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        indexes = [
            models.Index(fields=["user", "ends_at"], name="mandate_user_ends_at"),
            models.Index(fields=["person", "user"], name="mandate_person_user"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=LONGEST_MANDATE), name="mandate_is_short"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")), name="mandate_ends_after_start"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="mandate_has_a_reason"),
        ]
