"""What is stored of who was there, what they can do, by which paper, and what they thought?"""

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor
from jinlin.core.rows import CountyRow
from jinlin.domains.training.models.courses import Course, Lesson
from jinlin.domains.training.models.enrolments import Enrolment
from jinlin.ground.places.models import Place
from jinlin.services.documents.models import Document
from jinlin.services.seats.models import Means


class AttendanceRows(models.QuerySet["Attendance"]):
    def counted(self) -> Self:
        """Without what was struck out."""
        return self.filter(struck_on=None)


class Attendance(CountyRow):
    """One person was at one lesson: once, by however many doors they came."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="attendances")
    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="attendances")
    place_code = models.CharField(max_length=18)
    on = models.DateField()
    minutes = models.PositiveSmallIntegerField(pgettext_lazy("lesson", "minutes"))
    means = models.CharField(_("how it was noted"), max_length=8, choices=Means)
    noted_by = models.UUIDField(null=True, blank=True)
    struck_on = models.DateField(null=True, blank=True)
    struck_reason = models.CharField(max_length=200, blank=True)

    objects = AttendanceRows.as_manager()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(fields=["lesson", "enrolment"], name="training_attended_once"),
            models.CheckConstraint(
                condition=Q(struck_on=None, struck_reason="")
                | (Q(struck_on__isnull=False) & ~Q(struck_reason="")),
                name="training_struck_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["county", "on", "id"], name="training_attendance_day")]

    def __str__(self) -> str:
        return f"{self.lesson_id} {self.enrolment_id}"

    @property
    def title(self) -> str:
        return self.lesson.title

    @property
    def place(self) -> Place:
        return self.enrolment.place


class Assessment(CountyRow):
    """One attempt of somebody at the assessment: points for each criterion of the class."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="assessments")
    attempt = models.PositiveSmallIntegerField(_("attempt"))
    points = models.JSONField(_("test points"))
    total = models.PositiveSmallIntegerField(_("total"))
    is_passed = models.BooleanField(pgettext_lazy("assessment", "passed"))
    assessed_on = models.DateField(_("assessed on"))
    assessed_by = models.UUIDField(null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("test of what was learned")
        verbose_name_plural = _("tests of what was learned")
        ordering = ("attempt",)
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "attempt"], name="training_assessed_once_an_attempt"
            ),
            models.CheckConstraint(condition=Q(total__lte=100), name="training_points_of_100"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt} {self.total}"


class TrainingCertificateRows(models.QuerySet["Certificate"]):
    def valid(self) -> Self:
        return self.filter(withdrawn_on=None)

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(enrolment__in=Enrolment.objects.visible_to(actor).values("pk"))


class Certificate(CountyRow):
    """技能证书: one person finished one class. At most one that holds for each, by the database; the
    paper with its number is a document. A withdrawn one stays on record.
    """

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="certificates")
    place_code = models.CharField(max_length=18)
    document = models.OneToOneField(Document, models.PROTECT, null=True, related_name="+")
    number = models.CharField(pgettext_lazy("paper", "number"), max_length=60)
    issued_on = models.DateField(_("issued on"))
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = TrainingCertificateRows.as_manager()

    class Meta:
        verbose_name = _("training certificate")
        verbose_name_plural = _("training certificates")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=Q(withdrawn_on=None),
                name="training_certificate_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, reason="")
                | (Q(withdrawn_on__isnull=False) & ~Q(reason="")),
                name="training_certificate_withdrawn_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["county", "issued_on"], name="training_certificate_day")]

    def __str__(self) -> str:
        return self.number

    @property
    def place(self) -> Place:
        return self.enrolment.place

    @property
    def course(self) -> Course:
        return self.enrolment.course


class Opinion(CountyRow):
    """What somebody who was there thought of the class, once; for those who run it."""

    enrolment = models.OneToOneField(Enrolment, models.PROTECT, related_name="opinion")
    place_code = models.CharField(max_length=18)
    stars = models.PositiveSmallIntegerField(
        _("stars"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    words = models.CharField(_("in their own words"), max_length=300, blank=True)
    said_on = models.DateField()

    class Meta:
        verbose_name = _("opinion of a class")
        verbose_name_plural = _("opinions of a class")
        constraints = [
            models.CheckConstraint(
                condition=Q(stars__gte=1, stars__lte=5), name="training_one_to_five_stars"
            )
        ]

    def __str__(self) -> str:
        return f"{self.stars}"

    @property
    def place(self) -> Place:
        return self.enrolment.place

    @property
    def title(self) -> str:
        return self.enrolment.title
