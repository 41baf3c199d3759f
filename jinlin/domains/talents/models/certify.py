"""Who applies to be certified, who judges it, and which certificate came of it?"""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow, MovingRow, MovingRows
from jinlin.core.secrets.fields import EncryptedField
from jinlin.core.time import clock
from jinlin.domains.talents.deadlines import Verdicts
from jinlin.domains.talents.lifecycle import (
    CERTIFICATE_LABELS,
    ENDED,
    LABELS,
    OPEN,
    CertificateState,
    State,
)
from jinlin.domains.talents.models.reference import Skill, TalentRule
from jinlin.domains.talents.models.talent import READERS, Talent
from jinlin.ground.accounts.models import Grant
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.queries import above
from jinlin.services.documents.models import Document


class Level(models.TextChoices):
    JUNIOR = "junior", _("Junior craftsman")
    MIDDLE = "middle", _("Intermediate craftsman")
    SENIOR = "senior", _("Senior craftsman")


class Part(models.TextChoices):
    """In which capacity somebody sits on a panel."""

    CHAIR = "chair", pgettext_lazy("panel", "Chair")
    CRAFT = "craft", _("Knows the craft")
    RESIDENTS = "residents", _("For the residents")
    UNIT = "unit", _("For a department")


class Verdict(models.TextChoices):
    FOR = "for", _("For it")
    AGAINST = "against", _("Against it")


class CertificationRows(MovingRows["Application"]):
    with_row = ("talent__person", "talent__place", "skill")

    def for_desk(self, actor: Actor) -> Self:
        """Those of one's places, and those that one judges."""
        if actor.is_system:
            return self
        if actor.user_id is None:
            return self.none()
        seats = Seat.objects.filter(application=OuterRef("pk"), user_id=actor.user_id)
        return self.filter(within(actor.codes(*READERS)) | Q(Exists(seats)))

    def own(self, actor: Actor) -> Self:
        return self.filter(talent__person__user_id=actor.user_id) if actor.user_id else self.none()

    def visible_to(self, actor: Actor) -> Self:
        return self.for_desk(actor) | self.own(actor)


class Application(MovingRow):
    """A talent asks to be certified in one skill at a level; one open application for each skill.

    `due_at` is the end of whoever's next step it is; an ended row keeps its last one.
    """

    talent = models.ForeignKey(Talent, models.PROTECT, related_name="applications")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="+", verbose_name=_("skill"))
    level = models.CharField(_("level"), max_length=6, choices=Level)
    words = models.CharField(_("what speaks for it"), max_length=500)
    place_code = models.CharField(max_length=18)
    state = models.CharField(
        _("state"), max_length=9, choices=[(s, LABELS[s]) for s in State], default=State.APPLIED
    )
    question = models.CharField(_("what was asked back"), max_length=300, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    due_at = models.DateTimeField()
    applied_at = models.DateTimeField()
    applied_on = models.DateField()
    decided_on = models.DateField(null=True, blank=True)

    objects = CertificationRows.as_manager()

    class Meta:
        verbose_name = _("application for a certificate")
        verbose_name_plural = _("applications for certificates")
        constraints = [
            models.UniqueConstraint(
                fields=["talent", "skill"],
                condition=Q(state__in=sorted(OPEN)),
                name="one_open_application_per_skill",
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None) ^ Q(state__in=sorted(ENDED)),
                name="application_decided_when_ended",
            ),
        ]
        indexes = [
            models.Index(fields=["place_code", "state", "due_at", "id"], name="talent_apply_board"),
            models.Index(fields=["county", "applied_at", "id"], name="talent_apply_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.skill} {self.level}"

    @property
    def is_late(self) -> bool:
        return self.state in OPEN and self.due_at < clock.now()

    def verdicts(self) -> Verdicts:
        """Whether everybody on the panel declared and judged, and how: two statements."""
        seats = list(self.seats.all())
        free = [seat for seat in seats if seat.has_conflict is False]
        return Verdicts(
            named=len(seats),
            declared=sum(seat.has_conflict is not None for seat in seats),
            free=len(free),
            votes=[seat.verdict == Verdict.FOR for seat in free if seat.verdict],
            least=TalentRule.of(self.county, self.applied_on).panel_size,
        )

    def excusable(self) -> "list[Seat]":
        """Who of the panel has not judged, and either is an assessor there no more or has let the
        term go by.
        """
        rows = Seat.objects.to_judge().filter(application=self).select_related("user")
        found = list(rows.order_by("named_at", "id"))
        if self.is_late:
            return found
        here = Grant.objects.current().filter(
            role=Role.ASSESSOR,
            place__code__in=above(self.place_code),
            user__in=[seat.user_id for seat in found],
            user__is_active=True,
        )
        sitting = set(here.values_list("user_id", flat=True))
        return [seat for seat in found if seat.user_id not in sitting]


class PanelSeatRows(models.QuerySet["Seat"]):
    def of(self, actor: Actor) -> Self:
        return self.filter(user_id=actor.user_id) if actor.user_id else self.none()

    def to_judge(self) -> Self:
        """Those who have not declared, or not judged yet, while the panel sits."""
        open_ = Q(has_conflict=None) | Q(has_conflict=False, verdict="")
        return self.filter(open_, application__state=State.ON_PANEL)


class Seat(CountyRow):
    """One named person on the panel of one application, in a capacity. They declare whether they
    are free to judge before they see anything to judge by; whoever has a conflict of interest never
    has a verdict: the database refuses.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="seats")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("assessor")
    )
    part = models.CharField(_("capacity"), max_length=9, choices=Part)
    named_at = models.DateTimeField()
    declared_at = models.DateTimeField(null=True, blank=True)
    has_conflict = models.BooleanField(null=True, blank=True)
    conflict = EncryptedField(_("which conflict"), blank=True, default="")
    verdict = models.CharField(_("verdict"), max_length=7, choices=Verdict, blank=True, default="")
    words = models.CharField(_("reasons"), max_length=500, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)

    objects = PanelSeatRows.as_manager()

    class Meta:
        verbose_name = _("seat on a panel")
        verbose_name_plural = _("seats on panels")
        constraints = [
            models.UniqueConstraint(fields=["application", "user"], name="sits_on_a_panel_once"),
            models.CheckConstraint(
                condition=Q(has_conflict=None, declared_at=None)
                | Q(has_conflict__isnull=False, declared_at__isnull=False),
                name="seat_declared_with_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(verdict="", judged_at=None)
                | ~Q(verdict="") & Q(has_conflict=False, judged_at__isnull=False),
                name="seat_judges_only_when_free",
            ),
        ]
        indexes = [models.Index(fields=["user", "judged_at"], name="talent_seat_of")]

    def __str__(self) -> str:
        return f"{self.application_id} {self.part}"


class CertificateRows(MovingRows["Certificate"]):
    with_row = ("talent__person", "talent__place", "skill", "document")

    def for_desk(self, actor: Actor) -> Self:
        return self if actor.is_system else self.filter(within(actor.codes(*READERS)))

    def own(self, actor: Actor) -> Self:
        return self.filter(talent__person__user_id=actor.user_id) if actor.user_id else self.none()

    def visible_to(self, actor: Actor) -> Self:
        return self.for_desk(actor) | self.own(actor)

    def held_on(self, day: Any) -> Self:
        """Whose term covers this day and that were neither suspended nor withdrawn by then, as far
        as rows say it without their gaps: for lists, never for an answer about one certificate.
        """
        return self.filter(
            state=CertificateState.HELD,
            document__valid_from__lte=day,
            document__valid_until__gte=day,
        )


class Certificate(MovingRow):
    """One certificate: the paper, its place in the county's status list, and its yearly reviews.

    Whether it is valid on a day is answered by its document alone (`documents.validity`): the page,
    the program and the file for offline checking all ask that. `due_at` is the next review.
    """

    application = models.OneToOneField(Application, models.PROTECT, related_name="certificate")
    document = models.OneToOneField(Document, models.PROTECT, null=True, related_name="+")
    talent = models.ForeignKey(Talent, models.PROTECT, related_name="certificates")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="+", verbose_name=_("skill"))
    level = models.CharField(_("level"), max_length=6, choices=Level)
    place_code = models.CharField(max_length=18)
    status_index = models.PositiveIntegerField()
    state = models.CharField(
        _("state"),
        max_length=9,
        choices=[(s, CERTIFICATE_LABELS[s]) for s in CertificateState],
        default=CertificateState.HELD,
    )
    due_at = models.DateTimeField()
    issued_on = models.DateField()
    valid_until = models.DateField()

    objects = CertificateRows.as_manager()

    class Meta:
        verbose_name = _("certificate of a craftsman")
        verbose_name_plural = _("certificates of craftsmen")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "status_index"], name="talent_status_index_once"
            )
        ]
        indexes = [
            models.Index(fields=["place_code", "state", "due_at", "id"], name="talent_cert_board"),
            models.Index(fields=["county", "issued_on"], name="talent_cert_issued"),
        ]

    def __str__(self) -> str:
        return f"{self.skill} {self.level}"

    @property
    def is_late(self) -> bool:
        return self.state == CertificateState.HELD and self.due_at < clock.now()


class YearReview(CountyRow):
    """One time at which a certificate is to be looked at again; done on a day, or still open. A
    certificate in force has one open review.
    """

    certificate = models.ForeignKey(Certificate, models.CASCADE, related_name="reviews")
    place_code = models.CharField(max_length=18)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    words = models.CharField(_("what the review found"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["certificate"], condition=Q(done_on=None), name="one_open_year_review"
            )
        ]
        indexes = [models.Index(fields=["county", "due_on"], name="talent_review_day")]

    def __str__(self) -> str:
        return f"{self.due_on}"


class IssuerKey(CountyRow):
    """The county's key for signing credentials, from a day on. Old keys stay: what was signed with
    them is checked with them. The public part is published, the private one lies encrypted.
    """

    name = models.CharField(max_length=40)
    since = models.DateField()
    public = models.JSONField()  # as a JSON Web Key
    private = EncryptedField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "name"], name="talent_issuer_key_once"),
            models.UniqueConstraint(fields=["county", "since"], name="talent_issuer_key_a_day"),
        ]

    def __str__(self) -> str:
        return self.name
