"""What was said to whom, by which way does it reach them, and what do they want?"""

from datetime import datetime
from typing import Any, Self
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.errors import NotHere
from jinlin.core.gateways import Wrong
from jinlin.core.keys import uuid7
from jinlin.core.rows import CountyRow
from jinlin.core.secrets.fields import EncryptedField
from jinlin.core.secrets.masking import masked_mailbox, shown
from jinlin.core.time import clock
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Organisation
from jinlin.services.notices.deadlines import QUIET_FROM, QUIET_TO
from jinlin.services.notices.events import label_of
from jinlin.services.notices.lifecycle import LABELS, LIFECYCLE, UNSENT, State

TONES = {
    State.WAITING: "waiting",
    State.SENDING: "inhand",
    State.FAILED: "soon",
    State.SENT: "done",
    State.DEAD: "late",
}
TROUBLES: dict[str, Any] = {
    Wrong.UNREACHABLE: _("Cannot be reached"),
    Wrong.SLOW: _("Did not answer in time"),
    Wrong.BUSY: _("Has too much to do"),
    Wrong.BROKEN: _("Failed on the other side"),
    Wrong.GARBAGE: _("Answered something that cannot be read"),
    Wrong.REFUSED: _("Refused it"),
    Wrong.GONE: _("Said that it no longer listens there"),
    Wrong.INSIDE: _("The address leads into the county's own network; that is not allowed"),
    "closed": _("This way is closed"),
    "died": _("Never came to an end, many times"),
    "ours": _("Failed on our side; the log says why"),
}
KEEPERS = (Role.LEAD, Role.SYSTEM_ADMIN)  # of the whole county: who sees what did not arrive


class Channel(models.TextChoices):
    SMS = "sms", _("Text message")
    EMAIL = "email", _("E-mail")
    WECOM = "wecom", _("WeCom group")
    DINGTALK = "dingtalk", _("DingTalk group")
    WEBHOOK = "webhook", _("Other system")


PERSONAL = (Channel.SMS, Channel.EMAIL)
ROBOTS = (Channel.WECOM, Channel.DINGTALK)


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
    body = models.TextField(_("text"))
    url = models.CharField(max_length=300, blank=True)
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


class CountyChannel(CountyRow):
    """Whether and through which gateway a county sends by one channel.

    At most one row per county and channel; without one, text messages go through the installation's
    own gateway (if it has one) and nothing is mailed.
    """

    kept_as = "notices"

    kind = models.CharField(
        _("channel"), max_length=10, choices=[(kind.value, kind.label) for kind in PERSONAL]
    )
    address = EncryptedField(
        _("address of the gateway, or sender of the mail"), blank=True, default=""
    )
    secret = EncryptedField(_("shared secret"), blank=True, default="")
    events = models.CharField(
        _("only these events"),
        max_length=300,
        blank=True,
        help_text=_("Beginnings of event names, apart by spaces; empty: all."),
    )
    is_open = models.BooleanField(_("In use"), default=True)

    class Meta:
        verbose_name = _("county channel")
        verbose_name_plural = _("county channels")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "kind"], name="one_channel_of_a_kind_per_county"
            )
        ]

    def __str__(self) -> str:
        return f"{self.county} {self.get_kind_display()}"


class GroupRobot(CountyRow):
    """The robot of one organisation's group chat. An organisation has at most one of each kind.

    `url` holds the robot's token: it is shown to nobody.
    """

    kept_as = "notices"

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="robots", verbose_name=_("Organisation")
    )
    kind = models.CharField(
        _("kind of robot"), max_length=10, choices=[(kind.value, kind.label) for kind in ROBOTS]
    )
    url = EncryptedField(_("webhook address"))
    secret = EncryptedField(_("signing secret"), blank=True, default="")
    is_open = models.BooleanField(_("In use"), default=True)

    class Meta:
        verbose_name = _("group robot")
        verbose_name_plural = _("group robots")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind"], name="one_robot_of_a_kind_per_organisation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.get_kind_display()}"


class WebhookRows(models.QuerySet["Webhook"]):
    def open(self) -> Self:
        return self.filter(is_open=True)

    def visible_to(self, actor: Actor) -> Self:
        """System administrators of a whole county (or above)."""
        return self.filter(within(actor.codes(Role.SYSTEM_ADMIN), "county"))

    def locked(self, pk: object) -> "Webhook":
        row = self.select_for_update(of=("self",)).filter(pk=pk).first()
        if row is None:
            raise NotHere
        return row


class Webhook(CountyRow):
    """Another system that a county lets hear of events whose names begin with one of `events` (of
    all, when there is none), signed with a secret that was shown once. Closed, it hears nothing
    more and is never opened again. In a county two that are open have different names.
    """

    kept_as = "notices"
    kept_but = ("succeeded_at", "failed_at", "last_error")

    name = models.CharField(_("name"), max_length=60)
    url = EncryptedField(_("address"))
    secret = EncryptedField(_("signing secret"))
    events = models.JSONField(_("events"), default=list)
    is_open = models.BooleanField(_("In use"), default=True)
    created_by = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    created_on = models.DateField()
    closed_at = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(_("last success"), null=True)
    failed_at = models.DateTimeField(_("last failure"), null=True)
    last_error = models.CharField(_("error"), max_length=200, blank=True)

    objects = WebhookRows.as_manager()

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ("-is_open", "created_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "name"],
                condition=Q(is_open=True),
                name="open_webhook_name_once_per_county",
            ),
            models.CheckConstraint(
                condition=Q(is_open=True, closed_at=None)
                | Q(is_open=False, closed_at__isnull=False),
                name="webhook_closed_when_closed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.county} {self.name}"

    @property
    def house(self) -> str:
        """Where it stands, without the rest of the address: that may hold a token."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.hostname}{f':{parts.port}' if parts.port else ''}"

    @property
    def trouble(self) -> str:
        return trouble_in_words(self.last_error)

    def hears(self, event: str) -> bool:
        return not self.events or any(is_for(event, prefix) for prefix in self.events)


class QuietHours(CountyRow):
    """From when to when a county sends no text message that is not urgent.

    One row per county; without one, from 21:00 to 08:00. Equal: never quiet.
    """

    kept_as = "notices"

    begins = models.TimeField(_("from"), default=QUIET_FROM)
    ends = models.TimeField(_("to"), default=QUIET_TO)

    class Meta:
        verbose_name = _("quiet hours")
        verbose_name_plural = _("quiet hours")
        constraints = [
            models.UniqueConstraint(fields=["county"], name="quiet_hours_once_per_county")
        ]

    def __str__(self) -> str:
        return f"{self.county} {self.begins:%H:%M}-{self.ends:%H:%M}"


class Mailbox(models.Model):
    """The e-mail address that a user gave. It is written to only once `confirmed_at` is set: by
    opening the link that was mailed there.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="mailbox"
    )
    address = EncryptedField(_("E-mail address"))
    given_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return masked_mailbox(self.address)


class Preference(models.Model):
    """Whether a user wants the events that begin with `prefix` by one channel.

    The longest prefix decides; the inbox is not a matter of choice.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="preferences")
    prefix = models.CharField(max_length=60, blank=True)
    channel = models.CharField(
        max_length=10, choices=[(kind.value, kind.label) for kind in PERSONAL]
    )
    is_wanted = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "prefix", "channel"], name="one_preference_per_event_and_channel"
            )
        ]

    def __str__(self) -> str:
        return f"{self.prefix or '*'} {self.channel}"


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
    same), may say what became of it. `is_refused` means that the gateway said no: it certainly did
    not go out.
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
    def told_of(self) -> str:
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
        return (
            shown(
                self.address, "mailbox" if self.channel == Channel.EMAIL else "phone", clear=False
            )
            if self.address
            else ""
        )


def trouble_in_words(error: str) -> str:
    word, _space, detail = error.partition(" ")
    return f"{TROUBLES.get(word, word)}{f' ({detail})' if detail else ''}" if word else ""


def is_for(event: str, prefix: str) -> bool:
    """Whether an event's name begins with a prefix, word by word: 'appeals' and 'appeals.accept'
    are beginnings of 'appeals.accept', 'appeals.acc' is not.
    """
    return not prefix or event == prefix or event.startswith(f"{prefix}.")


def now_and_today() -> dict[str, object]:
    now = clock.now()
    return {"created_at": now, "created_on": clock.local_day(now)}
