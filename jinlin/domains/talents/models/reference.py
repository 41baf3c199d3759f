"""Which skills, words and numbers does a county keep for its talents?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.rows import CountyNumbers, CountyRow
from jinlin.core.search import SearchedRow


class TalentRule(CountyNumbers):
    """The county's numbers for talents, from a day on. Without a row the defaults hold."""

    check_days = models.PositiveSmallIntegerField(_("days to check a nomination"), default=10)
    step_days = models.PositiveSmallIntegerField(
        _("days for each step on an application"), default=20
    )
    panel_size = models.PositiveSmallIntegerField(
        _("people on a panel who are free to judge, at least"), default=3
    )
    notice_days = models.PositiveSmallIntegerField(_("working days of public notice"), default=5)
    certificate_months = models.PositiveSmallIntegerField(
        _("months for which a certificate is valid"), default=36
    )
    review_months = models.PositiveSmallIntegerField(
        _("months until a certificate is looked at again"), default=12
    )
    answer_days = models.PositiveSmallIntegerField(
        _("days in which a craftsman answers"), default=2
    )
    pair_months = models.PositiveSmallIntegerField(
        _("months for which a mentor has a learner"), default=6
    )
    tell_days = models.PositiveSmallIntegerField(
        _("days for each next word on a help: done, how it went, recorded"),
        default=14,
        db_default=14,
    )

    class Meta:
        verbose_name = _("numbers for talents")
        verbose_name_plural = _("numbers for talents")
        constraints = [
            models.UniqueConstraint(fields=["county", "valid_from"], name="talent_rule_once_a_day"),
            models.CheckConstraint(
                condition=Q(
                    check_days__gte=1,
                    step_days__gte=1,
                    panel_size__gte=1,
                    notice_days__gte=1,
                    certificate_months__gte=1,
                    review_months__gte=1,
                    answer_days__gte=1,
                    pair_months__gte=1,
                ),
                name="talent_rule_leaves_time",
            ),
            models.CheckConstraint(
                condition=Q(tell_days__gte=1), name="talent_rule_leaves_time_to_tell"
            ),
        ]


class Skill(SearchedRow, CountyRow):
    """Something that talents of a county can do, in a tree of two levels: 家庭维修 > 管道疏通.

    `words` are how neighbours say what is broken; whoever types one of them is led to this skill.
    """

    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("belongs to"),
    )
    name = models.CharField(_("skill"), max_length=20)
    words = models.CharField(
        _("words for what is broken"),
        max_length=300,
        blank=True,
        help_text=_("As neighbours say it, with commas between: blocked toilet, no hot water."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_open = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("skill of talents")
        verbose_name_plural = _("skills of talents")
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["county", "name"], name="talent_skill_once")]

    def __str__(self) -> str:
        return self.name

    def search_words(self) -> dict[str, tuple[str, ...]]:
        return {"": (self.name, *self.synonyms)}

    @property
    def synonyms(self) -> tuple[str, ...]:
        """The words, one by one."""
        text = self.words.replace("，", ",").replace("、", ",")
        return tuple(each.strip() for each in text.split(",") if each.strip())
