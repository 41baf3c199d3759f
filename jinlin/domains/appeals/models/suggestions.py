"""Which words and which units does a county keep ready, for a person to choose from?"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.rows import CountyRow
from jinlin.ground.places.models import Organisation

OFTEN, MOSTLY = 10, 0.8  # used so often, and so often sent as it stands


class StandardReply(CountyRow):
    """A reply that a county keeps for one class ("" for all) and what lies below it.

    It is a beginning: the clerk reads and changes it before it is sent.

    `uses` counts the replies that began with it, `unchanged` those sent exactly so; it is never
    hidden for being sent too often, only seen. Its name stands once in a county. It is not deleted
    but closed.
    """

    category_code = models.CharField(_("class"), max_length=6, blank=True)
    name = models.CharField(_("name"), max_length=40)
    text = models.TextField(_("text"))
    is_open = models.BooleanField(_("offered"), default=True)
    uses = models.PositiveIntegerField(_("uses"), default=0)
    unchanged = models.PositiveIntegerField(_("sent unchanged"), default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("category_code", "name", "id")
        verbose_name = _("standard reply")
        verbose_name_plural = _("standard replies")
        constraints = [
            models.UniqueConstraint(fields=["county", "name"], name="standard_reply_name_once"),
            models.CheckConstraint(
                condition=Q(unchanged__lte=F("uses")), name="standard_reply_unchanged_within_uses"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_worn(self) -> bool:
        """Whether it goes out so often without a word changed that somebody should ask what
        residents really need to hear.
        """
        return self.uses >= OFTEN and self.unchanged >= MOSTLY * self.uses


class RoutingRuleQuerySet(models.QuerySet["RoutingRule"]):
    def in_force(self, day: date) -> Self:
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


class RoutingRule(CountyRow):
    """Which unit a county suggests for a class ("" for all) at a place and what lies inside it,
    from one day to another. It suggests; a person decides.

    A rule is never rewritten: it ends, and the next one begins. Of several that fit, the lower
    `order` comes first, then the more exact one.
    """

    category_code = models.CharField(_("class"), max_length=6, blank=True)
    place_code = models.CharField(_("place"), max_length=18)
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("unit"))
    order = models.PositiveSmallIntegerField(_("order"), default=10)
    reason = models.CharField(_("why this unit"), max_length=120, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    objects = RoutingRuleQuerySet.as_manager()

    class Meta:
        ordering = ("order", "category_code", "place_code", "id")
        verbose_name = _("routing rule")
        verbose_name_plural = _("routing rules")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="routing_rule_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(place_code__startswith=F("county")),
                name="routing_rule_inside_its_county",
            ),
        ]
        indexes = [
            models.Index(
                fields=["county", "place_code", "category_code"], name="routing_rule_county"
            )
        ]

    def __str__(self) -> str:
        return f"{self.category_code} {self.place_code} {self.unit_id}"
