"""What is stored of what people need, and of what they say of a project?"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from jinlin.core.rows import CountyRow
from jinlin.core.time import clock
from jinlin.domains.projects.lifecycle import ENDED
from jinlin.domains.projects.models.project import Project
from jinlin.ground.accounts.models import User


class SurveyRows(models.QuerySet["Survey"]):
    def open(self) -> Self:
        """Those that everybody may answer today: of no project that is over."""
        today = clock.today()
        rows = self.filter(opens_on__lte=today, closes_on__gte=today)
        return rows.exclude(project__state__in=ENDED)


class Survey(CountyRow):
    """A questionnaire on what people need, open from a day to a day, for one project.

    `questions` are a list of {text, options}; without options it is answered in words. Once
    somebody answered, the questions stay as they are.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="surveys")
    title = models.CharField(_("title of the questionnaire"), max_length=60)
    questions = models.JSONField()
    opens_on = models.DateField(_("open from"))
    closes_on = models.DateField(_("open until"))
    place_code = models.CharField(max_length=18)

    objects = SurveyRows.as_manager()

    class Meta:
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")
        indexes = [models.Index(fields=["place_code", "closes_on"], name="project_surveys")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """As `SurveyRows.open`."""
        return self.was_open(clock.today())

    def was_open(self, day: date) -> bool:
        """What was answered on this day counts, as long as the project goes on."""
        return self.opens_on <= day <= self.closes_on and not self.project.is_ended


class Way(models.TextChoices):
    PHONE = "phone", _("On the phone")
    DOOR = "door", _("At the door")


class Reply(CountyRow):
    """One person's answers to a questionnaire, without a name: on their own phone (each account
    once), or written down at the door. `id` is the client's own: sent twice, it is one.
    """

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="replies")
    answers = models.JSONField()  # a text for each question, in their order
    way = models.CharField(max_length=5, choices=Way.choices)
    user = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    written_on = models.DateField()
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("answer to a questionnaire")
        verbose_name_plural = _("answers to questionnaires")
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "user"], condition=Q(user__isnull=False), name="survey_once_each"
            )
        ]
        indexes = [models.Index(fields=["survey", "way"], name="project_replies")]

    def __str__(self) -> str:
        return f"{self.written_on}"


class Word(CountyRow):
    """What one resident says of a project's results: fine or not, with or without words. The last
    one counts.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="words")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    is_fine = models.BooleanField(_("did it help"))
    text = models.CharField(_("in your words"), max_length=300, blank=True)
    said_on = models.DateField()
    place_code = models.CharField(max_length=18)

    class Meta:
        verbose_name = _("word on a project")
        verbose_name_plural = _("words on projects")
        constraints = [
            models.UniqueConstraint(fields=["project", "user"], name="project_word_once_each")
        ]
        indexes = [models.Index(fields=["county", "said_on"], name="project_word_day")]

    def __str__(self) -> str:
        return self.text[:40]
