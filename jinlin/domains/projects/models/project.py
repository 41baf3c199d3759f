"""What is stored of a service project: what it is for, who carries it out, what was done and how it
was judged?
"""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow, MovingRow, MovingRows
from jinlin.core.search import SearchedRow
from jinlin.core.time import clock
from jinlin.domains.projects.lifecycle import ENDED, GRANTED, LABELS, PLANNED, RUNNING, State
from jinlin.domains.projects.models.reference import ServiceKind
from jinlin.ground.accounts.models import User
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Organisation, Place
from jinlin.services.volunteers.models import Team

READERS = (Role.CLERK, Role.LEAD, Role.SUPERVISOR, Role.APPROVER)  # at its place
OWNERS = (Role.CLERK, Role.LEAD, Role.HANDLER, Role.PARTNER)  # for the unit that carries it out


class Serves(models.TextChoices):
    RESIDENTS = "residents", _("Residents of the neighbourhoods")
    NEW_WORKERS = "new_workers", _("Couriers, drivers and other new employment groups")
    BOTH = "both", _("Both residents and new employment groups")


class Grade(models.TextChoices):
    """Grades of an evaluation (MZ/T 059: excellent, good, passed, not passed)."""

    EXCELLENT = "excellent", pgettext_lazy("grade", "Excellent")
    GOOD = "good", pgettext_lazy("grade", "Good")
    PASSED = "passed", pgettext_lazy("grade", "Passed")
    FAILED = "failed", pgettext_lazy("grade", "Not passed")


class ProjectRows(MovingRows["Project"]):
    with_row = ("place__parent", "unit", "kind")

    def for_desk(self, actor: Actor) -> Self:
        """Those of the places that this actor looks after, those that their unit carries out, and
        those whose team they are in.
        """
        if actor.is_system:
            return self
        team = Member.objects.filter(project=OuterRef("pk"), user=actor.user_id, ended_on=None)
        own = Q(unit__in=actor.organisations(*OWNERS))
        if actor.user_id:
            own |= Q(Exists(team))
        return self.filter(within(actor.codes(*READERS)) | own)

    def released(self) -> Self:
        """Those of which everybody reads the results."""
        return self.filter(state=State.EVALUATED, released_on__isnull=False)

    def visible_to(self, actor: Actor) -> Self:
        return self.for_desk(actor) | self.released()


class Project(SearchedRow, MovingRow):
    """One service project of one year, at a place, carried out by a unit and its team.

    What it is to reach stands in its indicators, what it may cost in its lines; how far it came is
    counted from readings, figures and spending, and typed by nobody. Next year's proposal follows
    it as a row of its own.
    """

    title = models.CharField(_("name of the project"), max_length=60)
    state = models.CharField(
        _("state"), max_length=11, choices=[(s, LABELS[s]) for s in State], default=State.DRAFTING
    )
    kind = models.ForeignKey(
        ServiceKind, models.PROTECT, related_name="+", verbose_name=_("kind of service")
    )
    serves = models.CharField(_("whom it serves"), max_length=11, choices=Serves.choices)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    place_code = models.CharField(max_length=18)
    unit = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("carried out by")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    need = models.TextField(_("what people need"), blank=True)
    design = models.TextField(_("what the service looks like"), blank=True)
    starts_on = models.DateField(_("Runs from"), null=True, blank=True)
    ends_on = models.DateField(_("Runs until"), null=True, blank=True)
    due_at = models.DateTimeField(_("due"))
    drafted_by = models.UUIDField(null=True)
    drafted_at = models.DateTimeField()
    drafted_on = models.DateField()
    approved_on = models.DateField(null=True, blank=True)
    granted = models.PositiveBigIntegerField(_("yuan approved"), default=0)
    finished_on = models.DateField(null=True, blank=True)
    evaluated_on = models.DateField(null=True, blank=True)
    results = models.TextField(_("results in words"), blank=True)
    lessons = models.TextField(_("lessons for the next one"), blank=True)
    released_on = models.DateField(null=True, blank=True)
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    is_invented = models.BooleanField(default=False)  # told by a demo, not by the county

    objects = ProjectRows.as_manager()

    class Meta:
        verbose_name = _("service project")
        verbose_name_plural = _("service projects")
        constraints = [
            models.UniqueConstraint(fields=["follows"], name="project_followed_once"),
            models.CheckConstraint(
                condition=Q(starts_on=None)
                | Q(ends_on=None)
                | Q(ends_on__gte=models.F("starts_on")),
                name="project_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.EVALUATED) | Q(evaluated_on__isnull=False),
                name="project_evaluated_has_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["county", "state", "due_at", "id"], name="project_board"),
            models.Index(fields=["county", "due_at", "id"], name="project_by_day"),
            models.Index(fields=["place_code", "state", "due_at", "id"], name="project_place"),
            models.Index(fields=["unit", "due_at", "id"], name="project_unit"),
            models.Index(fields=["county", "drafted_at", "id"], name="project_newest"),
            models.Index(fields=["county", "approved_on"], name="project_approved"),
            models.Index(
                fields=["county", "evaluated_on", "id"],
                name="project_results",
                condition=Q(released_on__isnull=False),
            ),
            models.Index(
                fields=["evaluated_on", "id"],
                name="project_results_of_all",
                condition=Q(released_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def search_words(self) -> dict[str, tuple[str, ...]]:
        return {"": (self.title, self.unit.name, self.place.name)}

    @property
    def is_planned(self) -> bool:
        return self.state in PLANNED

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    @property
    def is_granted(self) -> bool:
        return self.state in GRANTED

    @property
    def is_ended(self) -> bool:
        return self.state in ENDED

    @property
    def is_late(self) -> bool:
        return not self.is_ended and self.due_at < clock.now()


class TeamPart(models.TextChoices):
    """What somebody is in the team of a project."""

    SOCIAL_WORKER = "social_worker", _("Professional social worker, leads")
    PARTY_MEMBER = "party_member", _("Party member, goes ahead")
    VOLUNTEERS = "volunteers", _("Volunteer team, carries out")
    PARTNER = "partner", _("Partner organisation")
    STAFF = "staff", _("Staff of the unit")


class Member(CountyRow):
    """Somebody in the team of a project, from one day to another: a member of staff, a volunteer
    team, or whoever is only named. At most one social worker leads at a time.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="members")
    part = models.CharField(_("part in the project"), max_length=13, choices=TeamPart.choices)
    name = models.CharField(_("name in the team"), max_length=60)
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("member of a project's team")
        verbose_name_plural = _("members of a project's team")
        constraints = [
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(ended_on=None, part=TeamPart.SOCIAL_WORKER),
                name="one_social_worker_leads",
            ),
            models.UniqueConstraint(
                fields=["project", "team"],
                condition=Q(ended_on=None, team__isnull=False),
                name="project_team_once",
            ),
        ]
        indexes = [models.Index(fields=["user", "project"], name="project_member_user")]

    def __str__(self) -> str:
        return self.name


class ActivityKind(models.TextChoices):
    """What kind of activity: of another domain (brought by a journey), or of the project itself."""

    OWN = "own", _("Activity of the project")
    SERVICE_DAY = "service_day", _("Service day of a neighbourhood")
    CLASS = "class", _("Class or training")
    GROUP = "group", _("Group work")
    VISIT = "visit", _("Visits at the door")
    WISH = "wish", _("Micro-wish")
    VOLUNTEERING = "volunteering", _("Activity of volunteers")


class Activity(CountyRow):
    """Something was done for the project on a day. One of another domain stands here by its kind
    and key, as plain values, once for each project; it names no person and no case.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="activities")
    stage = models.ForeignKey(
        "projects.Stage", models.SET_NULL, null=True, blank=True, related_name="activities"
    )
    kind = models.CharField(_("kind of activity"), max_length=12, choices=ActivityKind.choices)
    subject_id = models.UUIDField(null=True, blank=True)
    title = models.CharField(_("what was done"), max_length=80)
    on = models.DateField(_("on which day"))
    people = models.PositiveIntegerField(_("people who took part"), null=True, blank=True)
    place_code = models.CharField(max_length=18)

    class Meta:
        verbose_name = _("activity of a project")
        verbose_name_plural = _("activities of a project")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "kind", "subject_id"],
                condition=Q(subject_id__isnull=False),
                name="project_activity_once",
            ),
            models.CheckConstraint(
                condition=Q(kind=ActivityKind.OWN, subject_id=None)
                | ~Q(kind=ActivityKind.OWN) & Q(subject_id__isnull=False),
                name="project_activity_has_its_subject",
            ),
        ]
        indexes = [
            models.Index(fields=["project", "on", "id"], name="project_activities"),
            models.Index(fields=["county", "on"], name="project_activity_day"),
        ]

    def __str__(self) -> str:
        return self.title


class Evaluation(CountyRow):
    """How a project was judged, at mid-term or at its end: a grade, words on each aspect, and what
    its indicators and its money came to on that day. By somebody who is not in it.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="evaluations")
    is_final = models.BooleanField()
    grade = models.CharField(_("evaluation grade"), max_length=9, choices=Grade.choices)
    carried_out = models.CharField(_("how it was carried out"), max_length=500)
    reached = models.CharField(_("what it reached"), max_length=500)
    money = models.CharField(_("how the money was used"), max_length=500)
    counted = models.JSONField()  # the indicators and sums of that day, as they were
    points = models.JSONField(null=True, blank=True)  # {code, aspect, name, most, given} each
    judged_by = models.UUIDField(null=True)
    judged_on = models.DateField()
    place_code = models.CharField(max_length=18)

    class Meta:
        verbose_name = _("evaluation of a project")
        verbose_name_plural = _("evaluations of projects")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "is_final"], name="project_evaluated_once_each"
            )
        ]
        indexes = [models.Index(fields=["county", "judged_on"], name="project_judged_day")]

    def __str__(self) -> str:
        return f"{self.judged_on}"

    @property
    def points_given(self) -> int:
        return sum(each["given"] for each in self.points or [])

    @property
    def points_most(self) -> int:
        return sum(each["most"] for each in self.points or [])
