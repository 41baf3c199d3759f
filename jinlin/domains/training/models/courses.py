"""What is stored of a class: what was agreed, its lessons, and who is in it?"""

from typing import Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow, MovingRow, MovingRows
from jinlin.core.search import SearchedRow
from jinlin.domains.training.lifecycle import LABELS, OPEN, SHOWN, TEACHING, State
from jinlin.domains.training.models.orders import HOSTS, READERS, Supply
from jinlin.domains.training.models.reference import Module, Room, Teacher
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Organisation, Place
from jinlin.services.seats.models import Unit


class Kind(models.TextChoices):
    """What a class is for."""

    SKILL = "skill", _("Skills training")
    ABILITY = "ability", _("Advanced training")
    BRIEFING = "briefing", _("Briefing on the exam")
    PREPARATION = "preparation", _("Exam preparation")
    PRACTICE = "practice", _("Practice training")


OF_SOCIAL_WORK = (Kind.ABILITY, Kind.BRIEFING, Kind.PREPARATION, Kind.PRACTICE)
PREPARING = (Kind.BRIEFING, Kind.PREPARATION)


class CourseRows(MovingRows["Course"]):
    with_row = ("place", "organiser", "module", "unit")

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def announced(self) -> Self:
        """Everybody may know of these."""
        return self.filter(state__in=SHOWN)

    def for_desk(self, actor: Actor) -> Self:
        """By place for those who look after one; of social work for the registrar; one's own
        lessons for a teacher; what one's organisation is asked about.
        """
        if actor.is_system:
            return self
        seen = self._watched(actor)
        if organisations := actor.organisations():
            invitations = Party.objects.filter(
                course=OuterRef("pk"), organisation__in=organisations
            )
            seen |= Q(Exists(invitations))
        return self.filter(seen)

    def watched_by(self, actor: Actor) -> Self:
        """Those whose people this actor sees: an organisation that is asked about a class sees the
        class, and nobody in it.
        """
        return self if actor.is_system else self.filter(self._watched(actor))

    @staticmethod
    def _watched(actor: Actor) -> Q:
        seen = within(actor.codes(*READERS))
        seen |= within(actor.codes(Role.REGISTRAR)) & Q(kind__in=OF_SOCIAL_WORK)
        if actor.user_id and actor.holds(Role.TEACHER):
            own = Lesson.objects.filter(course=OuterRef("pk"), teacher__user=actor.user_id)
            seen |= Q(Exists(own))
        return seen

    def hosted_by(self, actor: Actor) -> Self:
        """Those that this actor runs."""
        if actor.is_system:
            return self
        seen = within(actor.codes(*HOSTS))
        seen |= within(actor.codes(Role.REGISTRAR)) & Q(kind__in=OF_SOCIAL_WORK)
        return self.filter(seen)

    def visible_to(self, actor: Actor) -> Self:
        """At the desk, or as somebody who is in it or was."""
        if not actor.user_id:
            return self if actor.is_system else self.none()
        enrolments = apps.get_model("training.Enrolment").objects
        own = enrolments.filter(course=OuterRef("pk"), person__user_id=actor.user_id)
        at_desk = Course.objects.for_desk(actor).values("pk")
        return self.filter(Q(pk__in=at_desk) | Q(Exists(own)))


class Course(SearchedRow, MovingRow):
    """One class: what it teaches, for how many, and where it stands.

    `unit` carries its seats from the announcement on; each lesson has a unit of its own for who
    came. `due_at` is the next term: to agree, to announce, to begin, to end.
    """

    follows_its_place = True

    title = models.CharField(_("title"), max_length=80)
    kind = models.CharField(
        pgettext_lazy("training", "kind"), max_length=11, choices=Kind, default=Kind.SKILL
    )
    state = models.CharField(
        _("state"), max_length=9, choices=[(s, LABELS[s]) for s in State], default=State.PROPOSED
    )
    module = models.ForeignKey(
        Module, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("module")
    )
    supply = models.ForeignKey(
        Supply,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("course on offer"),
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    place_code = models.CharField(max_length=18)
    organiser = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("organised by")
    )
    unit = models.OneToOneField(Unit, models.PROTECT, null=True, related_name="+")
    seats = models.PositiveSmallIntegerField(_("seats"), default=30)
    is_for_all = models.BooleanField(_("people of other places may come too"), default=True)
    cost = models.PositiveIntegerField(_("cost for one person, in yuan"), default=0)
    youngest = models.PositiveSmallIntegerField(_("youngest age"), default=0)
    needs_module = models.ForeignKey(
        Module,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("needs the certificate of"),
    )
    needs = models.CharField(_("what else is needed"), max_length=200, blank=True)
    materials = models.TextField(_("materials"), max_length=1000, blank=True)
    criteria = models.TextField(_("criteria of the assessment, one a line"), blank=True)
    pass_mark = models.PositiveSmallIntegerField(_("points that make a pass"), default=60)
    minimum_percent = models.PositiveSmallIntegerField(
        _("lessons that must be attended, in percent"), default=80
    )
    exam_year = models.PositiveSmallIntegerField(_("exam of the year"), null=True, blank=True)
    exam_level = models.PositiveSmallIntegerField(_("exam of the level"), null=True, blank=True)
    opened_by_orders = models.BooleanField(default=False)
    confirm_by = models.DateTimeField(_("seats are confirmed until"), null=True, blank=True)
    proposed_at = models.DateTimeField()
    proposed_on = models.DateField()
    due_at = models.DateTimeField(_("due"))
    starts_at = models.DateTimeField(_("begins"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    finished_on = models.DateField(null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = CourseRows.as_manager()

    class Meta:
        verbose_name = _("training class")
        verbose_name_plural = _("training classes")
        constraints = [
            models.UniqueConstraint(
                fields=["place_code", "module"],
                condition=Q(opened_by_orders=True, state__in=(State.PROPOSED, State.AGREED)),
                name="training_proposed_once",
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | ~Q(state__in=(*TEACHING, State.FINISHED)),
                name="training_class_has_seats",
            ),
            models.CheckConstraint(
                condition=Q(finished_on=None) ^ Q(state=State.FINISHED),
                name="training_class_finished",
            ),
            models.CheckConstraint(
                condition=Q(pass_mark__lte=100, minimum_percent__lte=100),
                name="training_class_percents",
            ),
        ]
        indexes = [
            models.Index(fields=["county", "state", "due_at", "id"], name="training_class_board"),
            models.Index(fields=["place_code", "state", "due_at", "id"], name="training_place"),
            models.Index(fields=["county", "exam_year", "exam_level"], name="training_exam"),
        ]

    def __str__(self) -> str:
        return self.title

    def search_words(self) -> dict[str, tuple[str, ...]]:
        return {"": (self.title, self.place.name, self.module.name if self.module else "")}

    @property
    def criterion_list(self) -> list[str]:
        return [line.strip() for line in self.criteria.splitlines() if line.strip()]

    @property
    def free(self) -> int:
        return self.unit.free if self.unit else self.seats


class Side(models.TextChoices):
    """三级联动: on which level somebody stands who is asked."""

    DEPARTMENT = "department", _("Department")
    COMMUNITY = "community", pgettext_lazy("side", "Community")
    SOCIETY = "society", _("School, agency or enterprise")


class Answer(models.TextChoices):
    YES = "yes", _("Agrees")
    NO = "no", _("Does not agree")


class How(models.TextChoices):
    """How somebody answered."""

    MEETING = "meeting", _("At the joint meeting")
    WRITING = "writing", _("In writing")
    SELF = "self", _("Themselves, here")


class Meeting(CountyRow):
    """联席会议: on which day the parties met about a class, and what was said."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="meetings")
    held_on = models.DateField(_("held on"))
    minutes = models.TextField(_("minutes"), max_length=2000)

    class Meta:
        verbose_name = _("joint meeting")
        verbose_name_plural = _("joint meetings")
        ordering = ("held_on", "id")

    def __str__(self) -> str:
        return f"{self.held_on}"


class Party(CountyRow):
    """One of those who make a class possible: what it gives, and its own answer on its own day."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="parties")
    side = models.CharField(_("side"), max_length=10, choices=Side)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    provides = models.CharField(_("what it gives"), max_length=120)
    pays = models.PositiveIntegerField(_("what it pays, in yuan"), default=0)
    answer = models.CharField(
        pgettext_lazy("party", "answer"), max_length=3, choices=Answer, blank=True
    )
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    how = models.CharField(_("how it answered"), max_length=7, choices=How, blank=True)
    words = models.CharField(_("its words"), max_length=200, blank=True)
    answered_by = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name = _("party to a class")
        verbose_name_plural = _("parties to a class")
        constraints = [
            models.UniqueConstraint(fields=["course", "organisation"], name="training_party_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_on=None, how="")
                | (~Q(answer="") & ~Q(how="") & Q(answered_on__isnull=False)),
                name="training_party_answers_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.answer}"


class LessonState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("lesson", "Planned")
    HELD = "held", pgettext_lazy("lesson", "Held")
    CANCELLED = "cancelled", _("Cancelled")


class LessonRows(models.QuerySet["Lesson"]):
    def live(self) -> Self:
        return self.exclude(state=LessonState.CANCELLED)

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(course__in=Course.objects.for_desk(actor).values("pk"))

    def held(self, lesson: "Lesson") -> "Lesson":
        return self.select_for_update(of=("self",)).select_related("unit").get(pk=lesson.pk)


class Lesson(CountyRow):
    """One session of a class in the timetable. Its `unit` has no seats and knows who came."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="lessons")
    place_code = models.CharField(max_length=18)
    number = models.PositiveSmallIntegerField(_("number"))
    topic = models.CharField(_("topic"), max_length=80, blank=True)
    on = models.DateField(_("day"))
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    room = models.ForeignKey(
        Room, models.PROTECT, related_name="+", verbose_name=pgettext_lazy("lesson", "room")
    )
    teacher = models.ForeignKey(
        Teacher, models.PROTECT, related_name="lessons", verbose_name=_("teacher")
    )
    unit = models.OneToOneField(Unit, models.PROTECT, null=True, related_name="+")
    state = models.CharField(
        _("state"), max_length=9, choices=LessonState, default=LessonState.PLANNED
    )
    held_on = models.DateField(null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    calendar_sequence = models.PositiveIntegerField(default=0)

    objects = LessonRows.as_manager()

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        ordering = ("starts_at", "id")
        constraints = [
            models.UniqueConstraint(fields=["course", "number"], name="training_lesson_number"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="training_lesson_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(held_on=None) ^ Q(state=LessonState.HELD), name="training_lesson_held"
            ),
        ]
        indexes = [
            models.Index(fields=["teacher", "starts_at"], name="training_teacher_time"),
            models.Index(fields=["room", "starts_at"], name="training_room_time"),
            models.Index(fields=["county", "held_on", "id"], name="training_lesson_held_on"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.on}"

    @property
    def title(self) -> str:
        return self.topic or self.course.title

    @property
    def place(self) -> Place:
        return self.course.place

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds()) // 60
