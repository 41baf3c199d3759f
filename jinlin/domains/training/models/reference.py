"""Which modules, rooms and teachers are there, and which numbers does a county go by?"""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.rows import CountyNumbers, CountyRow
from jinlin.domains.training.deadlines import months_in
from jinlin.ground.accounts.models import staff_or_none
from jinlin.ground.places.models import Place, unit_or_none


class Module(CountyRow):
    """One of the county's '6+X' modules: six that all counties have, and its own."""

    name = models.CharField(_("name"), max_length=30)
    is_core = models.BooleanField(_("one of the six"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    threshold = models.PositiveSmallIntegerField(
        _("orders that open a class"), null=True, blank=True
    )
    is_open = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("module of training")
        verbose_name_plural = _("modules of training")
        ordering = ("order", "name")
        constraints = [
            models.UniqueConstraint(fields=["county", "name"], name="training_module_once")
        ]

    def __str__(self) -> str:
        return self.name


class TrainingRule(CountyNumbers):
    """A county's numbers for training from one day on, until the next row.

    A county without a row goes by the defaults.
    """

    threshold = models.PositiveSmallIntegerField(_("orders that open a class"), default=15)
    confirm_days = models.PositiveSmallIntegerField(
        _("days before the beginning until which a seat is confirmed"), default=1
    )
    ask_days = models.PositiveSmallIntegerField(
        _("days before that in which people are asked"), default=3
    )
    offer_minutes = models.PositiveIntegerField(
        _("minutes to take an offered seat"), default=24 * 60
    )
    minimum_percent = models.PositiveSmallIntegerField(
        _("lessons that must be attended, in percent"), default=80
    )
    most_attempts = models.PositiveSmallIntegerField(_("attempts at the assessment"), default=2)
    follow_up_months = models.CharField(
        _("months after a class or a hire in which people are asked"),
        max_length=60,
        default="1, 3, 6, 12",
        db_default="1, 3, 6, 12",
        help_text=_("Whole months with commas between. The figures are of six months."),
    )
    agree_days = models.PositiveSmallIntegerField(
        _("days to agree on a class that was proposed"), default=14, db_default=14
    )
    prepare_days = models.PositiveSmallIntegerField(
        _("days from the agreement to the announcement"), default=30, db_default=30
    )
    called_off_days = models.PositiveSmallIntegerField(
        _("days until a class that was called off is proposed again"),
        default=90,
        db_default=90,
    )
    introduced_days = models.PositiveSmallIntegerField(
        _("days to answer an introduction"), default=7, db_default=7
    )

    class Meta:
        verbose_name = _("rule for training")
        verbose_name_plural = _("rules for training")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "valid_from"], name="training_rule_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(threshold__gte=1, minimum_percent__lte=100, most_attempts__gte=1),
                name="training_rule_makes_sense",
            ),
            models.CheckConstraint(
                condition=Q(agree_days__gte=1, prepare_days__gte=1, introduced_days__gte=1),
                name="training_rule_leaves_time",
            ),
        ]

    def clean(self) -> None:
        """Raises ValidationError for what are no months."""
        months = months_in(self.follow_up_months)
        if not months:
            words = _(
                "Please write whole months from 1 to 60 with commas between, such as 1, 3, 6."
            )
            raise ValidationError({"follow_up_months": words})
        self.follow_up_months = ", ".join(map(str, months))

    @property
    def months(self) -> tuple[int, ...]:
        """After how many months people are asked how they stand, the first one first."""
        return months_in(self.follow_up_months)


class Room(CountyRow):
    """Where lessons are given. Two of them at one time are refused."""

    follows_its_place = True

    name = models.CharField(_("name"), max_length=60)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("place"))
    place_code = models.CharField(max_length=18)
    seats = models.PositiveSmallIntegerField(_("seats"))
    is_open = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("training room")
        verbose_name_plural = _("training rooms")
        constraints = [
            models.UniqueConstraint(fields=["county", "name"], name="training_room_once")
        ]

    def __str__(self) -> str:
        return self.name


class Teacher(CountyRow):
    """Who teaches, as everybody may know them; with an account they keep their own classes."""

    name = models.CharField(_("name"), max_length=40)
    organisation = unit_or_none()
    user = staff_or_none(_("account"))
    qualification = models.CharField(_("qualification"), max_length=120, blank=True)
    is_open = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("teacher")
        verbose_name_plural = _("teachers")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "name", "qualification"], name="training_teacher_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
