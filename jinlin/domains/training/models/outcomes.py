"""社企直通车: which work is offered, who is introduced, and what came of it, on whose word?"""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow, MovingRow, MovingRows
from jinlin.core.time import clock
from jinlin.domains.training.lifecycle import INTRODUCTION_LABELS, PENDING, IntroductionState
from jinlin.domains.training.models.enrolments import Enrolment
from jinlin.domains.training.models.orders import READERS, TimesRow
from jinlin.domains.training.models.reference import Module
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.models import Consent, Person
from jinlin.ground.places.models import Organisation, Place


class VacancyRows(models.QuerySet["Vacancy"]):
    def current(self) -> Self:
        """Those that can still be answered."""
        return self.filter(closed_on=None, valid_until__gte=clock.today())

    def for_desk(self, actor: Actor) -> Self:
        if actor.is_system:
            return self
        own = Q(organisation__in=actor.organisations(Role.PARTNER))
        return self.filter(within(actor.codes(*READERS)) | own)

    def visible_to(self, actor: Actor) -> Self:
        return self.for_desk(actor)

    def held(self, vacancy: "Vacancy") -> "Vacancy":
        return self.select_for_update(of=("self",)).get(pk=vacancy.pk)


class Vacancy(TimesRow, CountyRow):
    """Work that an enterprise offers until a day: where, when, for how much, with which skill."""

    follows_its_place = True

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("enterprise")
    )
    title = models.CharField(_("work"), max_length=60)
    module = models.ForeignKey(
        Module, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("skill")
    )
    skills = models.CharField(_("what one should be able to do"), max_length=200, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    place_code = models.CharField(max_length=18)
    hours = models.CharField(_("working hours"), max_length=60)
    pay = models.CharField(_("pay"), max_length=60)
    wanted = models.PositiveSmallIntegerField(_("how many are wanted"), default=1)
    valid_until = models.DateField(_("valid until"))
    told_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    objects = VacancyRows.as_manager()

    class Meta:
        verbose_name = _("vacancy")
        verbose_name_plural = _("vacancies")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("told_on"), wanted__gte=1),
                name="training_vacancy_lasts",
            )
        ]
        indexes = [
            models.Index(fields=["county", "valid_until", "id"], name="training_vacancy_county")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.closed_on is None and self.valid_until >= clock.today()


class JobWishRows(models.QuerySet["JobWish"]):
    def own(self, actor: Actor) -> Self:
        """One's own, while one still looks."""
        if actor.user_id is None:
            return self.none()
        return self.filter(person__user_id=actor.user_id, ended_on=None)


class JobWish(TimesRow, CountyRow):
    """A resident looks for work near a place and may be matched, until they say otherwise."""

    follows_its_place = True

    person = models.OneToOneField(Person, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    place_code = models.CharField(max_length=18)
    said_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = JobWishRows.as_manager()

    class Meta:
        verbose_name = _("wish for work")
        verbose_name_plural = _("wishes for work")
        indexes = [models.Index(fields=["county", "ended_on"], name="training_job_wish")]

    def __str__(self) -> str:
        return f"{self.person_id}"


class IntroductionRows(MovingRows["Introduction"]):
    with_row = ("vacancy__organisation", "vacancy__place", "person")

    def own(self, actor: Actor) -> Self:
        return self.filter(person__user_id=actor.user_id) if actor.user_id else self.none()

    def for_desk(self, actor: Actor) -> Self:
        """By place; an enterprise sees those whose name it was given."""
        if actor.is_system:
            return self
        given = ~Q(state__in=(IntroductionState.PROPOSED, IntroductionState.DECLINED))
        own = Q(vacancy__organisation__in=actor.organisations(Role.PARTNER), consent__isnull=False)
        return self.filter(within(actor.codes(*READERS)) | (own & given))

    def visible_to(self, actor: Actor) -> Self:
        seen = self.for_desk(actor)
        return seen | self.own(actor) if actor.user_id else seen


class Introduction(MovingRow):
    """One person is to be made known to one enterprise, for a reason; without a consent that holds
    it never has the name.
    """

    vacancy = models.ForeignKey(Vacancy, models.PROTECT, related_name="introductions")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    place_code = models.CharField(max_length=18)
    why = models.CharField(_("why it fits"), max_length=200)
    state = models.CharField(
        _("state"),
        max_length=11,
        choices=[(s, INTRODUCTION_LABELS[s]) for s in IntroductionState],
        default=IntroductionState.PROPOSED,
    )
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    proposed_at = models.DateTimeField()
    due_at = models.DateTimeField(_("due"))

    objects = IntroductionRows.as_manager()

    class Meta:
        verbose_name = _("introduction")
        verbose_name_plural = _("introductions")
        constraints = [
            models.UniqueConstraint(
                fields=["vacancy", "person"],
                condition=Q(state__in=(*PENDING, IntroductionState.HIRED)),
                name="training_introduced_once",
            ),
            models.CheckConstraint(
                condition=Q(consent__isnull=False)
                | ~Q(
                    state__in=(
                        IntroductionState.SENT,
                        IntroductionState.HIRED,
                        IntroductionState.TURNED_DOWN,
                    )
                ),
                name="training_introduced_with_consent",
            ),
        ]
        indexes = [
            models.Index(fields=["place_code", "state", "due_at"], name="training_introductions"),
            models.Index(fields=["person", "proposed_at"], name="training_introduced"),
        ]

    def __str__(self) -> str:
        return f"{self.vacancy_id} {self.state}"

    @property
    def place(self) -> Place:
        return self.vacancy.place

    @property
    def title(self) -> str:
        return self.vacancy.title


class Rung(models.IntegerChoices):
    """证据阶梯: on whose word we know it. Higher is better proved."""

    TOLD = 1, _("Told by the person")
    CONFIRMED = 2, _("Confirmed by the employer")
    SEEN = 3, _("Seen in a document")


class PlacementRows(models.QuerySet["Placement"]):
    def standing(self, as_of: date | None = None) -> Self:
        """Those that were not struck out, until the end of that day."""
        later = Q(struck_on__gt=as_of) if as_of else Q()
        return self.filter(Q(struck_on=None) | later)

    def visible_to(self, actor: Actor) -> Self:
        """By place; an enterprise those who work for it by an introduction."""
        if actor.is_system:
            return self
        own = Q(introduction__vacancy__organisation__in=actor.organisations(Role.PARTNER))
        return self.filter(within(actor.codes(*READERS)) | own)


class Placement(CountyRow):
    """Somebody has work after a class or an introduction, known by the highest rung of its
    evidence. `proved_on` is the day since which more than the person's own word says so. What was
    noted by mistake is struck out: it stays, with who, when and why, and counts no longer.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    introduction = models.ForeignKey(
        Introduction, models.PROTECT, null=True, blank=True, related_name="placements"
    )
    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, null=True, blank=True, related_name="placements"
    )
    place_code = models.CharField(max_length=18)
    employer = models.CharField(_("employer"), max_length=80)
    since = models.DateField(_("since"))
    rung = models.PositiveSmallIntegerField(_("rung of evidence"), choices=Rung, default=Rung.TOLD)
    proved_on = models.DateField(null=True, blank=True)
    struck_on = models.DateField(null=True, blank=True)
    struck_by = models.UUIDField(null=True, blank=True)
    struck_reason = models.CharField(_("reason"), max_length=300, blank=True, db_default="")

    objects = PlacementRows.as_manager()

    class Meta:
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        constraints = [
            models.CheckConstraint(
                condition=Q(rung=Rung.TOLD, proved_on=None)
                | (Q(rung__gt=Rung.TOLD) & Q(proved_on__isnull=False)),
                name="training_placement_proved",
            ),
            models.UniqueConstraint(
                fields=["introduction"],
                condition=Q(struck_on=None),
                name="training_placement_of_introduction",
            ),
            models.CheckConstraint(
                condition=Q(struck_on=None) ^ ~Q(struck_reason=""),
                name="training_placement_struck_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["county", "proved_on"], name="training_placement_day")]

    def __str__(self) -> str:
        return self.employer

    @property
    def title(self) -> str:
        return self.employer

    @property
    def place(self) -> Any:
        return self.introduction.place if self.introduction else self.enrolment.place  # type: ignore[union-attr]


class EvidenceRows(models.QuerySet["Evidence"]):
    def visible_to(self, actor: Actor) -> Self:
        """A paper about work is for whoever sees the work it proves."""
        seen = Placement.objects.visible_to(actor).values("pk")
        return self if actor.is_system else self.filter(placement__in=seen)


class Evidence(CountyRow):
    """One word or paper that says so; each rung once. A paper is attached to it."""

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="evidence")
    rung = models.PositiveSmallIntegerField(_("rung of evidence"), choices=Rung)
    words = models.CharField(_("what was said or seen"), max_length=200, blank=True)
    given_on = models.DateField()
    given_by = models.UUIDField(null=True, blank=True)

    objects = EvidenceRows.as_manager()

    class Meta:
        verbose_name = _("evidence of work")
        verbose_name_plural = _("evidence of work")
        ordering = ("rung",)
        constraints = [
            models.UniqueConstraint(fields=["placement", "rung"], name="training_evidence_once")
        ]

    def __str__(self) -> str:
        return f"{self.rung}"
