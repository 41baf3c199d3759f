"""What is known of a social worker: posts, degrees, qualifications, registrations, education?

A day that is known only by its month or year stands as the first day of it, and `…_known` says so.
"""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.rows import CountyRow
from jinlin.core.secrets.fields import MATCH_KEY_LENGTH, EncryptedField
from jinlin.core.secrets.masking import shown
from jinlin.domains.workforce.models.professionals import Professional
from jinlin.domains.workforce.models.reference import Degrees, Level, Sector, WorkClass
from jinlin.domains.workforce.models.rosters import Roster
from jinlin.ground.places.models import Organisation


class Known(models.TextChoices):
    DAY = "day", _("The day")
    MONTH = "month", _("Only the month")
    YEAR = "year", _("Only the year")


def known() -> Any:
    return models.CharField(max_length=5, choices=Known.choices, default=Known.DAY)


def source() -> Any:
    """The roster that brought the row; none: it was entered or told by the person."""
    return models.ForeignKey(Roster, models.PROTECT, null=True, blank=True, related_name="+")


class Post(CountyRow):
    """Somebody works for a unit from a day until another. One open post for each unit."""

    professional = models.ForeignKey(Professional, models.CASCADE, related_name="posts")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    unit = models.CharField(_("Unit of work"), max_length=120)
    unit_key = models.CharField(max_length=120, editable=False)
    sector = models.ForeignKey(
        Sector, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Field")
    )
    work_class = models.CharField(
        pgettext_lazy("social work", "Class"), max_length=10, choices=WorkClass.choices, blank=True
    )
    title = models.CharField(_("Post"), max_length=60, blank=True)
    is_full_time = models.BooleanField(_("Full time"), null=True, blank=True)
    since = models.DateField(_("Since"), null=True, blank=True)
    since_known = known()
    until = models.DateField(pgettext_lazy("day", "Until"), null=True, blank=True)
    source = source()

    class Meta:
        ordering = ("since", "id")
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        indexes = [models.Index(fields=["county", "unit_key", "until"], name="post_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["professional", "unit_key"],
                condition=Q(until=None),
                name="one_open_post_per_unit",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")),
                name="post_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.title}".strip()


class Establishment(CountyRow):
    """A unit may have so many posts for social workers in a field, from a day on. What is filled is
    counted from the posts, never typed.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("Unit of work")
    )
    place_code = models.CharField(max_length=18)
    sector = models.ForeignKey(Sector, models.PROTECT, related_name="+", verbose_name=_("Field"))
    approved = models.PositiveSmallIntegerField(_("Approved posts"))
    wanted = models.PositiveSmallIntegerField(_("Further posts wanted"), default=0)
    since = models.DateField(_("Since"))

    class Meta:
        verbose_name = _("establishment of posts")
        verbose_name_plural = _("establishments of posts")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "sector", "since"], name="one_establishment_per_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.sector_id}"


class Degree(CountyRow):
    """Somebody finished a school of this kind, in this subject. Once for each kind and subject."""

    professional = models.ForeignKey(Professional, models.CASCADE, related_name="degrees")
    degree = models.PositiveSmallIntegerField(_("Schooling"), choices=Degrees.choices)
    major = models.CharField(_("Subject"), max_length=60, blank=True)
    is_social_work = models.BooleanField(_("In social work"), default=False)
    school = models.CharField(_("Graduated from"), max_length=80, blank=True)
    graduated = models.DateField(_("Graduated"), null=True, blank=True)
    graduated_known = known()
    source = source()

    class Meta:
        ordering = ("degree", "id")
        verbose_name = _("degree")
        verbose_name_plural = _("degrees")
        constraints = [
            models.UniqueConstraint(
                fields=["professional", "degree", "major"], name="one_degree_per_subject"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_degree_display()} {self.major}".strip()


class Qualification(CountyRow):
    """Somebody holds a certificate of a level. Once for each level; a certificate number is one
    person's in a county.
    """

    professional = models.ForeignKey(Professional, models.CASCADE, related_name="qualifications")
    level = models.PositiveSmallIntegerField(_("Qualification level"), choices=Level.choices)
    number = EncryptedField(_("Certificate number"), blank=True, default="")
    number_key = models.CharField(max_length=MATCH_KEY_LENGTH + 40, blank=True, editable=False)
    issuer = models.CharField(_("Certificate issued by"), max_length=80, blank=True)
    issued_on = models.DateField(_("Certificate issued on"), null=True, blank=True)
    issued_known = known()
    counted_on = models.DateField()  # issued, or in the register: the day from which it counts
    place_code = models.CharField(max_length=18)
    source = source()

    class Meta:
        ordering = ("level", "id")
        verbose_name = _("qualification")
        verbose_name_plural = _("qualifications")
        indexes = [
            models.Index(fields=["county", "counted_on"], name="qualification_day"),
            models.Index(fields=["place_code", "counted_on"], name="qualification_place"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["professional", "level"], name="one_certificate_per_level"
            ),
            models.UniqueConstraint(
                fields=["county", "number_key"],
                condition=~Q(number_key=""),
                name="one_holder_per_certificate",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_level_display())

    def shown_number(self, *, clear: bool = False) -> str:
        return shown(self.number, "citizen_id", clear=clear)


class Registration(CountyRow):
    """A certificate was registered on a day. Until when it holds is derived from the rules."""

    qualification = models.ForeignKey(Qualification, models.CASCADE, related_name="registrations")
    number = models.CharField(_("Registration number"), max_length=40, blank=True)
    registered_on = models.DateField(_("Registered on"))
    registered_known = known()
    source = source()
    reminded_on = models.DateField(null=True, blank=True)  # that it runs out

    class Meta:
        ordering = ("registered_on", "id")
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        constraints = [
            models.UniqueConstraint(
                fields=["qualification", "registered_on"], name="one_registration_per_day"
            )
        ]

    def __str__(self) -> str:
        return str(self.registered_on)


class Education(CountyRow):
    """Somebody learned for so many minutes on a day, or (`since` given) in all between two days as
    a roster states it. What is stated for a span stands for that span and is not added to single
    days in it. `origin_id`: what was counted elsewhere in the house, once.
    """

    professional = models.ForeignKey(Professional, models.CASCADE, related_name="education")
    since = models.DateField(_("From"), null=True, blank=True)
    on = models.DateField(_("Day"))
    minutes = models.PositiveIntegerField(_("Minutes learned"))
    subject = models.CharField(_("Subject"), max_length=120, blank=True)
    organiser = models.CharField(_("Course organiser"), max_length=80, blank=True)
    origin_id = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    source = source()

    class Meta:
        ordering = ("on", "id")
        verbose_name = _("continuing education")
        verbose_name_plural = _("continuing education")
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gte=1), name="education_takes_time"),
            models.CheckConstraint(
                condition=Q(since=None) | Q(on__gte=F("since")), name="education_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.minutes}"

    @property
    def hours(self) -> float:
        return round(self.minutes / 60, 1)
