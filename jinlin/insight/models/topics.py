"""What is stored of what many people write about?"""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow
from jinlin.domains.appeals.models import Appeal
from jinlin.ground.accounts.roles import Role

LISTENERS = (Role.CLERK, Role.LEAD, Role.SUPERVISOR)


class Topic(CountyRow):
    """One thing that several people of a county write about, named by their own words.

    It goes on from night to night as long as it is found again in the same messages; its first name
    stays.
    """

    words = models.CharField(_("words that name it"), max_length=80)
    first_on = models.DateField(_("first message"))
    last_on = models.DateField(_("last message"))
    found_on = models.DateField(_("found last"))

    class Meta:
        verbose_name = _("what people talk about")
        verbose_name_plural = _("what people talk about")
        indexes = [models.Index(fields=["county", "last_on"], name="topic_county")]

    def __str__(self) -> str:
        return self.words


class TalkRows(models.QuerySet["Talk"]):
    def for_desk(self, actor: Actor) -> Self:
        """Messages about places that this reader looks after."""
        return self.filter(within(actor.codes(*LISTENERS)))


class Talk(CountyRow):
    """One message behind a topic. A message may stand behind more than one."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="talks")
    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="+")
    place_code = models.CharField(max_length=18)
    said_on = models.DateField()
    week = models.DateField()  # its Monday

    objects = TalkRows.as_manager()

    class Meta:
        verbose_name = _("message behind a topic")
        verbose_name_plural = _("messages behind topics")
        constraints = [models.UniqueConstraint(fields=["topic", "appeal"], name="talk_once")]
        indexes = [models.Index(fields=["county", "place_code", "week"], name="talk_place_week")]

    def __str__(self) -> str:
        return f"{self.topic_id} {self.appeal_id}"


class Rise(CountyRow):
    """One week in which a topic was written about more at a place than is usual there.

    `chance`: how likely as many, or more, would be if nothing had changed.
    """

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="rises")
    place_code = models.CharField(max_length=18)
    week = models.DateField()
    messages = models.PositiveIntegerField(_("messages that week"))
    usual = models.DecimalField(_("usual"), max_digits=8, decimal_places=2)
    chance = models.FloatField(_("chance"))

    class Meta:
        verbose_name = _("more than usual")
        verbose_name_plural = _("more than usual")
        constraints = [
            models.UniqueConstraint(fields=["topic", "place_code", "week"], name="rise_once")
        ]

    def __str__(self) -> str:
        return f"{self.topic_id} {self.week}"
