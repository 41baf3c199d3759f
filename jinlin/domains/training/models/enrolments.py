"""Who is in which class, and what became of it?"""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor
from jinlin.core.rows import CountyRow
from jinlin.domains.training.models.courses import Course
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Place
from jinlin.services.seats.models import HOLDING, LIVE, Seat


class Exam(models.TextChoices):
    """What is known of the exam for which somebody was prepared."""

    UNKNOWN = "", _("Not known")
    NOT_SAT = "not_sat", _("Did not sit for it")
    FAILED = "failed", pgettext_lazy("exam", "Not passed")
    PASSED = "passed", pgettext_lazy("exam", "Passed")


class EnrolmentRows(models.QuerySet["Enrolment"]):
    def own(self, actor: Actor) -> Self:
        return self.filter(person__user_id=actor.user_id) if actor.user_id else self.none()

    def visible_to(self, actor: Actor) -> Self:
        """One's own, and those of classes whose people one sees."""
        if actor.is_system:
            return self
        watched = Q(course__in=Course.objects.watched_by(actor).values("pk"))
        return self.filter(watched | Q(pk__in=Enrolment.objects.own(actor).values("pk")))

    def seated(self) -> Self:
        return self.filter(seat__state__in=HOLDING)

    def live(self) -> Self:
        return self.filter(seat__state__in=LIVE)

    def held(self, enrolment: "Enrolment") -> "Enrolment":
        rows = self.select_for_update(of=("self",)).select_related(
            "course__place", "person", "seat"
        )
        return rows.get(pk=enrolment.pk)


class Enrolment(CountyRow):
    """One person in one class, whatever became of it; the seat says how they stand to it now.

    `credited_minutes` are the lessons that count as education; a journey carries them on.
    """

    course = models.ForeignKey(Course, models.PROTECT, related_name="enrolments")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    seat = models.OneToOneField(Seat, models.PROTECT, related_name="+")
    place_code = models.CharField(max_length=18)
    enrolled_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)  # to confirm the seat
    confirmed_at = models.DateTimeField(null=True, blank=True)
    first_attended_on = models.DateField(null=True, blank=True)
    completed_on = models.DateField(null=True, blank=True)
    credited_minutes = models.PositiveIntegerField(default=0)
    exam = models.CharField(_("exam"), max_length=7, choices=Exam, blank=True, default="")
    exam_on = models.DateField(null=True, blank=True)

    objects = EnrolmentRows.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [
            models.UniqueConstraint(fields=["course", "person"], name="training_enrolled_once"),
            models.CheckConstraint(
                condition=Q(exam="") ^ Q(exam_on__isnull=False), name="training_exam_has_a_day"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "enrolled_at"], name="training_enrolment_own"),
            models.Index(fields=["county", "first_attended_on"], name="training_attended"),
        ]

    def __str__(self) -> str:
        return f"{self.course_id} {self.person_id}"

    @property
    def place(self) -> Place:
        return self.course.place

    @property
    def title(self) -> str:
        return self.course.title

    def valid_certificate(self) -> Any:
        return next((each for each in self.certificates.all() if each.withdrawn_on is None), None)
