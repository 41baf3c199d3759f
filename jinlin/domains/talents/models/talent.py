"""Who can do something that neighbours need, who said so, and what shows it?"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow, MovingRow, MovingRows
from jinlin.core.search import SearchedRow
from jinlin.core.secrets.fields import EncryptedField
from jinlin.core.time import clock
from jinlin.domains.talents.lifecycle import PRESENT, TALENT_LABELS, TalentState
from jinlin.domains.talents.models.reference import Skill
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Place

KEEPERS = (Role.CLERK, Role.LEAD)
READERS = (*KEEPERS, Role.SUPERVISOR)
TOWN_DIGITS, COMMUNITY_DIGITS = 9, 12


class Source(models.TextChoices):
    """Who found the talent first."""

    NEIGHBOUR = "neighbour", _("A neighbour")
    STAFF = "staff", _("Staff")
    SELF = "self", _("Themselves")


class Reach(models.TextChoices):
    """How far somebody goes to help."""

    COMMUNITY = "community", _("In my community")
    TOWN = "town", _("In the whole town")
    COUNTY = "county", _("In the whole county")


class Times(models.TextChoices):
    """When somebody can come."""

    WORKDAYS = "workdays", _("On working days")
    EVENINGS = "evenings", _("In the evening")
    WEEKENDS = "weekends", _("At weekends")
    ANY = "any", pgettext_lazy("times", "At any time, please ask")


class TalentRows(MovingRows["Talent"]):
    with_row = ("place", "person")

    def for_desk(self, actor: Actor) -> Self:
        return self if actor.is_system else self.filter(within(actor.codes(*READERS)))

    def own(self, actor: Actor) -> Self:
        return self.filter(person__user_id=actor.user_id) if actor.user_id else self.none()

    def listed(self) -> Self:
        """Whom everybody finds in the directory: they agreed to it."""
        return self.filter(state=TalentState.LISTED)

    def visible_to(self, actor: Actor) -> Self:
        return self.for_desk(actor) | self.own(actor)


class Talent(SearchedRow, MovingRow):
    """One person of a county who can do something for neighbours; once for each person, from the
    first nomination on.

    Everybody reads `called`, `about`, skills, times and the community, once the person agreed.
    Their phone is shown to nobody before they accepted to help.
    """

    follows_its_place = True

    person = models.OneToOneField(Person, models.PROTECT, related_name="talent")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("lives in"))
    place_code = models.CharField(max_length=18)
    called = models.CharField(_("how neighbours call them"), max_length=20, blank=True)
    about = models.CharField(_("about them"), max_length=300, blank=True)
    reach = models.CharField(_("area"), max_length=9, choices=Reach, default=Reach.COMMUNITY)
    times = models.CharField(_("times"), max_length=8, choices=Times, default=Times.ANY)
    times_note = models.CharField(_("more about the times"), max_length=60, blank=True)
    is_free = models.BooleanField(_("helps as a volunteer"), default=True)
    is_paid = models.BooleanField(_("takes paid jobs"), default=False)
    fee_note = models.CharField(_("what it costs"), max_length=60, blank=True)
    source = models.CharField(_("found by"), max_length=9, choices=Source)
    state = models.CharField(
        _("state"),
        max_length=9,
        choices=[(s, TALENT_LABELS[s]) for s in TalentState],
        default=TalentState.NOMINATED,
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    due_at = models.DateTimeField()
    found_at = models.DateTimeField()
    found_on = models.DateField()
    agreed_on = models.DateField(_("agreed to be shown"), null=True, blank=True)
    listed_on = models.DateField(null=True, blank=True)  # the first day in the directory

    objects = TalentRows.as_manager()

    class Meta:
        verbose_name = _("talent")
        verbose_name_plural = _("talents")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=sorted(PRESENT))
                | Q(agreed_on__isnull=False, listed_on__isnull=False) & ~Q(called=""),
                name="talent_shown_only_when_agreed",
            ),
        ]
        indexes = [
            models.Index(fields=["county", "state", "due_at", "id"], name="talent_board"),
            models.Index(fields=["place_code", "state", "due_at", "id"], name="talent_place_board"),
            models.Index(fields=["county", "found_at", "id"], name="talent_newest"),
            models.Index(fields=["county", "listed_on"], name="talent_listed"),
        ]

    def __str__(self) -> str:
        return self.called or self.person.shown_name()

    def search_words(self) -> dict[str, tuple[str, ...]]:
        return {"": (self.called, self.about)}

    @property
    def is_late(self) -> bool:
        return self.state == TalentState.NOMINATED and self.due_at < clock.now()


class TalentSkill(CountyRow):
    """One skill of one talent, and since which year they have it."""

    talent = models.ForeignKey(Talent, models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="+", verbose_name=_("skill"))
    since_year = models.PositiveSmallIntegerField(_("since which year"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["talent", "skill"], name="talent_has_a_skill_once")
        ]
        indexes = [models.Index(fields=["skill", "talent"], name="talent_of_skill")]

    def __str__(self) -> str:
        return f"{self.talent_id} {self.skill_id}"


class NominationRows(models.QuerySet["Nomination"]):
    def for_desk(self, actor: Actor) -> Self:
        return self if actor.is_system else self.filter(within(actor.codes(*READERS)))

    def visible_to(self, actor: Actor) -> Self:
        if actor.user_id is None:
            return self.for_desk(actor)
        return self.for_desk(actor) | self.filter(by_person__user_id=actor.user_id)


class Nomination(CountyRow):
    """Somebody says that this person can do something, and why; each neighbour once. The words are
    for staff, and for whoever wrote them.
    """

    talent = models.ForeignKey(Talent, models.CASCADE, related_name="nominations")
    place_code = models.CharField(max_length=18)
    source = models.CharField(_("from whom"), max_length=9, choices=Source)
    by_person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    by_staff = models.UUIDField(null=True, blank=True)
    why = EncryptedField(_("what they can do, and how you know"))
    nominated_at = models.DateTimeField()
    nominated_on = models.DateField()

    objects = NominationRows.as_manager()

    class Meta:
        verbose_name = _("nomination")
        verbose_name_plural = _("nominations")
        constraints = [
            models.UniqueConstraint(
                fields=["talent", "by_person"],
                condition=Q(by_person__isnull=False),
                name="nominates_a_talent_once",
            )
        ]
        indexes = [models.Index(fields=["by_person", "nominated_at"], name="nominated_by")]

    def __str__(self) -> str:
        return f"{self.talent_id} {self.source}"


class EvidenceRows(models.QuerySet["Evidence"]):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever sees the talent, and whoever judges an application of theirs."""
        seen = Q(talent__in=Talent.objects.visible_to(actor))
        if actor.user_id is None:
            return self.filter(seen)
        judged = Q(talent__applications__seats__user_id=actor.user_id)
        return self.filter(Q(pk__in=self.filter(seen | judged).values("pk")))


class Evidence(CountyRow):
    """A photo or paper that shows what somebody can do: a work, a licence, a certificate. The
    upload is attached to this row.
    """

    talent = models.ForeignKey(Talent, models.CASCADE, related_name="evidence")
    caption = models.CharField(_("what it shows"), max_length=60, blank=True)
    added_at = models.DateTimeField()

    objects = EvidenceRows.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        indexes = [models.Index(fields=["talent", "added_at"], name="talent_evidence")]

    def __str__(self) -> str:
        return self.caption
