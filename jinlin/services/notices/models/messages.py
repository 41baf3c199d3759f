"""What was said to whom, and did it reach them?"""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.errors import NotHere
from jinlin.core.keys import uuid7
from jinlin.core.rows import CountyRow
from jinlin.core.secrets.fields import EncryptedField
from jinlin.core.secrets.masking import shown
from jinlin.core.time import clock
from jinlin.ground.people.models import Person
from jinlin.services.notices.events import label_of
from jinlin.services.notices.lifecycle import LABELS, LIFECYCLE, UNSENT, State
from jinlin.services.notices.models.channels import (
    APPS,
    KEEPERS,
    PERSONAL,
    ROBOTS,
    Channel,
    GroupRobot,
    Webhook,
    trouble_in_words,
)

TONES = {
    State.WAITING: "waiting",
    State.SENDING: "inhand",
    State.FAILED: "soon",
    State.SENT: "done",
    State.DEAD: "late",
}


class MessageRows(models.QuerySet["Message"]):
    def unread(self) -> Self:
        return self.filter(is_read=False)

    def visible_to(self, actor: Actor) -> Self:
        """One's own, whatever roles one holds."""
        return self.filter(user_id=actor.user_id) if actor.user_id else self.none()

    def locked(self, pk: object) -> "Message":
        row = self.select_for_update(of=("self",)).filter(pk=pk).first()
        if row is None:
            raise NotHere
        return row


class Message(CountyRow):
    """One thing said to one recipient about one matter, in the words of the matter's own domain.

    With a user it stands in that user's inbox; without one it went out by other ways only. It is
    read once `read_at` is set, and never unread again.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="messages"
    )
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    event = models.CharField(max_length=60)
    title = models.CharField(_("title"), max_length=120)
    body = EncryptedField(_("text"))  # may hold a link that opens something by itself
    url = EncryptedField(blank=True)
    about_label = models.CharField(max_length=60)
    about_id = models.UUIDField()
    is_urgent = models.BooleanField(_("urgent"), default=False)
    created_at = models.DateTimeField()
    created_on = models.DateField()
    is_read = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True)

    objects = MessageRows.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_read=False, read_at=None) | Q(is_read=True, read_at__isnull=False),
                name="message_read_when_read",
            )
        ]
        indexes = [
            models.Index(fields=["user", "is_read", "-created_at", "-id"], name="message_inbox"),
            models.Index(fields=["about_id", "user"], name="message_about"),
        ]


class DeliveryRows(models.QuerySet["Delivery"]):
    def due(self, now: datetime) -> Self:
        """What a worker may take: its time has come, or the worker that had it is gone."""
        return self.filter(
            Q(state__in=(State.WAITING, State.FAILED), next_at__lte=now)
            | Q(state=State.SENDING, claimed_until__lt=now)
        )

    def unsent(self) -> Self:
        return self.filter(state__in=UNSENT)

    def visible_to(self, actor: Actor) -> Self:
        """Leads and system administrators of a whole county (or above) see that something waits or
        failed, never what it says.
        """
        return self.filter(within(actor.codes(*KEEPERS), "county"))

    def locked(self, pk: object) -> "Delivery":
        row = self.select_for_update(of=("self",)).filter(pk=pk).first()
        if row is None:
            raise NotHere
        return row


class Delivery(CountyRow):
    """One message on its way to one address outside the house.

    Written in the transaction that has something to say, sent afterwards.

    A gateway that honours `gateway_key` passes it on at most once, however often it is handed in.
    Only the worker that took it, and only while nobody took it again since (`attempts` is the
    same), may say what became of it. `is_unsure`: nobody heard the answer of a gateway without
    keys, so it went out again and may have been read twice. `is_refused` means that the gateway
    said no: it certainly did not go out.
    """

    message = models.ForeignKey(Message, models.PROTECT, null=True, related_name="deliveries")
    robot = models.ForeignKey(GroupRobot, models.PROTECT, null=True, related_name="+")
    webhook = models.ForeignKey(
        Webhook, models.PROTECT, null=True, related_name="deliveries", db_index=False
    )
    event = models.CharField(max_length=60)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices)
    address = EncryptedField(blank=True, default="")
    title = EncryptedField(blank=True, default="")
    body = EncryptedField(blank=True, default="")
    is_urgent = models.BooleanField(_("urgent"), default=False)
    state = models.CharField(
        _("state"), max_length=10, choices=[(s, LABELS[s]) for s in State], default=State.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    tries = models.PositiveSmallIntegerField(
        default=0
    )  # since it was last resent by hand: what the back-off counts
    next_at = models.DateTimeField(_("next try"))
    claimed_until = models.DateTimeField(null=True)
    last_error = models.CharField(_("error"), max_length=200, blank=True)
    is_refused = models.BooleanField(default=False)
    is_unsure = models.BooleanField(default=False, db_default=False)
    gateway_key = models.UUIDField(default=uuid7, unique=True, editable=False)
    created_at = models.DateTimeField()
    created_on = models.DateField()
    sent_at = models.DateTimeField(null=True)
    sent_on = models.DateField(null=True)

    objects = DeliveryRows.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.SENT, sent_at__isnull=False)
                | (~Q(state=State.SENT) & Q(sent_at=None)),
                name="delivery_sent_when_sent",
            ),
            models.CheckConstraint(
                condition=Q(state=State.SENDING, claimed_until__isnull=False)
                | (~Q(state=State.SENDING) & Q(claimed_until=None)),
                name="delivery_claimed_while_sending",
            ),
            models.CheckConstraint(
                condition=Q(robot__isnull=False, webhook=None, channel__in=ROBOTS)
                | Q(robot=None, webhook__isnull=False, channel=Channel.WEBHOOK)
                | Q(robot=None, webhook=None, channel__in=PERSONAL),
                name="delivery_by_robot_webhook_or_address",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "next_at"], name="delivery_due"),
            models.Index(fields=["county", "state", "-created_at", "-id"], name="delivery_outbox"),
            models.Index(fields=["county", "sent_on"], name="delivery_county_sent"),
            models.Index(
                fields=["webhook", "-created_at", "-id"],
                condition=Q(webhook__isnull=False),
                name="delivery_webhook",
            ),
        ]

    @property
    def event_label(self) -> str:
        return str(label_of(self.event))

    @property
    def tone(self) -> str:
        return TONES[State(self.state)]

    @property
    def trouble(self) -> str:
        """What went wrong last, in words, with what the gateway itself said about it."""
        return trouble_in_words(self.last_error)

    @property
    def may_be_resent(self) -> bool:
        return LIFECYCLE.is_open("resend", self.state)

    def shown_address(self) -> str:
        """Where it goes, as keepers of the outbox may see it."""
        if self.robot is not None:
            return self.robot.organisation.name
        if self.webhook is not None:
            return self.webhook.name
        if self.channel in APPS:
            return str(self.get_channel_display())  # what they are called there tells nobody
        return (
            shown(
                self.address, "mailbox" if self.channel == Channel.EMAIL else "phone", clear=False
            )
            if self.address
            else ""
        )


def now_and_today() -> dict[str, object]:
    now = clock.now()
    return {"created_at": now, "created_on": clock.local_day(now)}
