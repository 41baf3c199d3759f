"""Who volunteers, with what they can do, and in which teams?"""

from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor, within
from jinlin.core.errors import NotHere
from jinlin.core.rows import CountyRow
from jinlin.core.secrets.fields import EncryptedField
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Place, unit_or_none

KEEPERS = (Role.CLERK, Role.LEAD, Role.VOLUNTEER_LEADER, Role.ORGANISER)
READERS = (*KEEPERS, Role.SUPERVISOR)


class Skill(CountyRow):
    """Reference data: something that volunteers can do, such as cutting hair."""

    name = models.CharField(_("skill"), max_length=40)
    is_open = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("skill")
        verbose_name_plural = _("skills")
        constraints = [
            models.UniqueConstraint(fields=["county", "name"], name="volunteer_skill_once")
        ]

    def __str__(self) -> str:
        return self.name


class VolunteerRows(models.QuerySet["Volunteer"]):
    def present(self) -> Self:
        return self.filter(left_on=None)

    def for_desk(self, actor: Actor) -> Self:
        if actor.is_system:
            return self
        own_teams = Membership.objects.filter(
            within(actor.codes(*READERS), "team__place_code"), state=MembershipState.MEMBER
        )
        return self.filter(within(actor.codes(*READERS)) | Q(pk__in=own_teams.values("volunteer")))

    def own(self, actor: Actor) -> Self:
        return self.filter(person__user_id=actor.user_id) if actor.user_id else self.none()

    def visible_to(self, actor: Actor) -> Self:
        """Those of one's places and of the teams there, and oneself."""
        return self.for_desk(actor) | self.own(actor)

    def same_person(self, volunteer: "Volunteer") -> Self:
        """As often as several counties of the house know this person: by account or citizen id."""
        person = volunteer.person
        same = Q(pk=volunteer.pk)
        if person.user_id:
            same |= Q(person__user=person.user_id)
        if person.citizen_key:
            same |= Q(person__citizen_key=person.citizen_key)
        return self.filter(same)

    def held(self, pk: object) -> "Volunteer":
        """The row as it is now, locked. Raises NotHere when it is gone."""
        row = self.in_turn([pk]).first()
        if row is None:
            raise NotHere
        return row

    def in_turn(self, keys: Iterable[object]) -> Self:
        """These rows, locked in one order for everybody: whoever writes hours of a volunteer does
        it before anything of theirs is written, or two would wait for each other.
        """
        rows = self.select_for_update(of=("self",), no_key=True).select_related("person")
        return rows.filter(pk__in=list(keys)).order_by("pk")


class Volunteer(CountyRow):
    """A person who volunteers in a county, with or without an account; once for each person.

    Whoever leaves keeps their record; `left_on` says since when nothing new is written.
    """

    follows_its_place = True

    person = models.OneToOneField(Person, models.PROTECT, related_name="volunteer")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("area"))
    place_code = models.CharField(max_length=18)
    sex = models.CharField(
        _("sex"), max_length=1, blank=True, choices=[("f", _("Female")), ("m", _("Male"))]
    )
    is_party_member = models.BooleanField(_("party member"), default=False)
    skills = models.ManyToManyField(Skill, blank=True, related_name="+", verbose_name=_("skills"))
    limits = EncryptedField(_("what they cannot do"), blank=True, default="")
    categories = models.CharField(_("would like to do"), max_length=120, blank=True)
    joined_on = models.DateField(_("joined"))
    left_on = models.DateField(_("left"), null=True, blank=True)

    objects = VolunteerRows.as_manager()

    class Meta:
        verbose_name = _("volunteer")
        verbose_name_plural = _("volunteers")
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")),
                name="volunteer_leaves_after_joining",
            )
        ]
        indexes = [
            models.Index(fields=["place_code", "id"], name="volunteer_place"),
            models.Index(fields=["county", "place_code", "id"], name="volunteer_board"),
            models.Index(fields=["county", "joined_on"], name="volunteer_joined"),
        ]

    def __str__(self) -> str:
        return str(self.person)


class Group(models.TextChoices):
    """Which part of the volunteer's file a line belongs to, beside themselves and their service."""

    QUALIFICATION = "qualification", _("Qualification")
    INSURANCE = "insurance", _("Accident insurance")
    TRAINING = "training", pgettext_lazy("file", "Training")
    COMMENDATION = "commendation", _("Commendation")
    EVALUATION = "evaluation", _("Evaluation")


class EntryRows(models.QuerySet["Entry"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(volunteer__in=Volunteer.objects.visible_to(actor).values("pk"))


class Entry(CountyRow):
    """One line in a volunteer's file: what, from whom, from when to when it holds, and who saw the
    evidence.
    """

    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="entries")
    group = models.CharField(_("part of the file"), max_length=13, choices=Group)
    title = models.CharField(_("what"), max_length=80)
    issuer = models.CharField(_("by whom"), max_length=80, blank=True)
    number = EncryptedField(pgettext_lazy("paper", "number"), blank=True, default="")
    minutes = models.PositiveIntegerField(_("minutes"), null=True, blank=True)  # of a training
    on = models.DateField(_("day"))
    valid_until = models.DateField(pgettext_lazy("paper", "valid until"), null=True, blank=True)
    seen_by = models.UUIDField(null=True, blank=True)  # the member of staff who saw the evidence

    objects = EntryRows.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("on")),
                name="volunteer_entry_ends_after_start",
            )
        ]
        indexes = [models.Index(fields=["volunteer", "group", "on"], name="volunteer_file")]

    def __str__(self) -> str:
        return self.title


class TeamKind(models.TextChoices):
    PARTY = "party", _("Party and government")
    SOCIAL = "social", pgettext_lazy("team", "Social")
    COMMUNITY = "community", pgettext_lazy("team", "Community")


class TeamRows(models.QuerySet["Team"]):
    def present(self) -> Self:
        return self.filter(ended_on=None)

    def visible_to(self, actor: Actor) -> Self:
        return self if actor.is_system else self.filter(within(actor.codes(*READERS)))


class Team(CountyRow):
    """A team of volunteers in an area, from one day to another. Names differ in a county.

    The team is known to everybody; its members are not.
    """

    follows_its_place = True

    name = models.CharField(_("name of the team"), max_length=60)
    kind = models.CharField(_("kind of team"), max_length=9, choices=TeamKind)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("area"))
    place_code = models.CharField(max_length=18)
    organisation = unit_or_none(_("looked after by"))
    leader = models.ForeignKey(
        Volunteer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("leader")
    )
    about = models.CharField(_("what it does"), max_length=200, blank=True)
    is_invented = models.BooleanField(default=False)  # told by a demo, not by the county
    founded_on = models.DateField(_("founded"))
    ended_on = models.DateField(_("ended"), null=True, blank=True)

    objects = TeamRows.as_manager()

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "name"],
                condition=Q(ended_on=None),
                name="volunteer_teams_differ_in_name",
            )
        ]
        indexes = [models.Index(fields=["place_code", "id"], name="volunteer_team_place")]

    def __str__(self) -> str:
        return self.name


class MembershipState(models.TextChoices):
    ASKED = "asked", _("Asked to join")
    MEMBER = "member", _("Member")
    REFUSED = "refused", pgettext_lazy("joining", "Not taken in")
    LEFT = "left", pgettext_lazy("membership", "Left")


class Membership(CountyRow):
    """A volunteer in a team, from the day on which it was granted until they left; at most one
    open row for each pair.
    """

    team = models.ForeignKey(Team, models.CASCADE, related_name="memberships")
    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="memberships")
    state = models.CharField(_("state"), max_length=7, choices=MembershipState)
    asked_on = models.DateField()
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "volunteer"],
                condition=Q(state__in=("asked", "member")),
                name="volunteer_in_team_once",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="volunteer_leaves_team_after_joining",
            ),
        ]
        indexes = [models.Index(fields=["volunteer", "state"], name="volunteer_teams")]

    def __str__(self) -> str:
        return f"{self.team_id} {self.state}"
