"""Which numbers does a county set for its consultations, and which rules say when enough agree?"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.rows import CountyNumbers, CountyRow
from jinlin.domains.consultations.deadlines import Quorum


class ConsultationRule(CountyNumbers):
    """The county's numbers for consultations, from a day on. Without a row the defaults hold."""

    screening_days = models.PositiveSmallIntegerField(_("days to screen a topic"), default=7)
    agenda_days = models.PositiveSmallIntegerField(_("days until it is on an agenda"), default=30)
    notice_days = models.PositiveSmallIntegerField(
        _("days between invitation and meeting"), default=3
    )
    late_days = models.PositiveSmallIntegerField(
        _("days after a meeting in which it may be entered"), default=7, db_default=7
    )
    minutes_days = models.PositiveSmallIntegerField(_("days to sign the minutes"), default=5)
    counting_days = models.PositiveSmallIntegerField(_("days to count a closed vote"), default=3)
    objection_days = models.PositiveSmallIntegerField(_("days for objections"), default=7)
    follow_up_days = models.PositiveSmallIntegerField(
        _("days until it is said what came of it"), default=30
    )

    class Meta:
        verbose_name = _("numbers for consultations")
        verbose_name_plural = _("numbers for consultations")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "valid_from"], name="consultation_rule_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(
                    screening_days__gte=1,
                    agenda_days__gte=1,
                    objection_days__gte=1,
                    follow_up_days__gte=1,
                ),
                name="consultation_rule_leaves_time",
            ),
        ]


class QuorumRule(CountyRow):
    """How many must take part and agree, from a day on: more than `part` of `part_of`, and more
    than `agree` of `agree_of`. Of several rows with one code the latest holds.
    """

    code = models.SlugField(_("identifier"), max_length=20)
    name = models.CharField(_("name"), max_length=80)
    law = models.CharField(_("where it is written"), max_length=120, blank=True)
    valid_from = models.DateField(_("valid from"))
    part = models.PositiveSmallIntegerField(_("taking part: more than"), default=1)
    part_of = models.PositiveSmallIntegerField(_("of so many parts"), default=2)
    agree = models.PositiveSmallIntegerField(_("agreeing: more than"), default=1)
    agree_of = models.PositiveSmallIntegerField(_("of so many parts"), default=2)
    of_all = models.BooleanField(_("measured at all who may vote"), default=False)
    part_reached = models.BooleanField(
        _("taking part: just so many are enough"), default=False, db_default=False
    )
    agree_reached = models.BooleanField(
        _("agreeing: just so many are enough"), default=False, db_default=False
    )
    by_area = models.BooleanField(
        _("owners, by heads and by area"), default=False, db_default=False
    )
    is_offered = models.BooleanField(_("offered"), default=True)

    class Meta:
        verbose_name = _("rule of votes")
        verbose_name_plural = _("rules of votes")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "code", "valid_from"], name="quorum_rule_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(part_of__gte=1, agree_of__gte=1, agree__gte=0), name="quorum_of_parts"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def quorum(self) -> Quorum:
        return Quorum.of(self)

    @classmethod
    def on(cls, county: str, day: date) -> list[Self]:
        """The rules that a county offers on a day; the usual ones where it has set none."""
        rows = cls.objects.filter(county=county, valid_from__lte=day).order_by("valid_from", "id")
        latest = {row.code: row for row in rows}
        found = [row for row in latest.values() if row.is_offered]
        return found if latest else [cls(county=county, valid_from=day, **row) for row in USUAL]


USUAL = (
    {
        "code": "half-present",
        "name": "过半数参加，参加者过半数同意",
        "law": "城市居民委员会组织法第十条",
    },
    {
        "code": "half-of-all",
        "name": "全体过半数同意",
        "law": "居民会议约定",
        "of_all": True,
    },
    {
        "code": "advice",
        "name": "征求意见：参加者过半数同意",
        "law": "不设参加人数要求，不作为居民会议决定",
        "part": 0,
        "part_of": 1,
    },
    {
        "code": "owners",
        "name": "业主共同决定（一般事项）：面积、人数都过三分之二参与，参与者都过半数同意",
        "law": "民法典第二百七十八条",
        "part": 2,
        "part_of": 3,
        "part_reached": True,
        "by_area": True,
    },
    {
        "code": "owners-major",
        "name": "业主共同决定（重大事项）：面积、人数都过三分之二参与，参与者都满四分之三同意",
        "law": "民法典第二百七十八条第六至八项",
        "part": 2,
        "part_of": 3,
        "agree": 3,
        "agree_of": 4,
        "part_reached": True,
        "agree_reached": True,
        "by_area": True,
    },
)
