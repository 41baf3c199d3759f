"""By which ways does the house tell people and programs, and when does it not?"""

from typing import Any, ClassVar, Self
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.core.errors import NotHere
from jinlin.core.gateways import Wrong
from jinlin.core.rows import CountyRow
from jinlin.core.seconds import Seconded
from jinlin.core.secrets.fields import EncryptedField
from jinlin.core.secrets.masking import masked_mailbox
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Organisation
from jinlin.services.notices.deadlines import QUIET_FROM, QUIET_TO

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
    WECHAT = "wechat", _("WeChat message")
    WECOM_APP = "wecom_app", _("Message in WeCom")
    DING_APP = "ding_app", _("Message in DingTalk")


APPS = (Channel.WECHAT, Channel.WECOM_APP, Channel.DING_APP)  # to an identity bound there
PERSONAL = (Channel.SMS, Channel.EMAIL, *APPS)
# What goes to these twice may be read twice; the others know a key, WeCom's app what it had.
KEYLESS = (
    Channel.EMAIL,
    Channel.WECOM,
    Channel.DINGTALK,
    Channel.WECHAT,
    Channel.DING_APP,
)
AT_NIGHT_QUIET = (Channel.SMS, Channel.WECHAT)  # what rings on a resident's phone


ROBOTS = (Channel.WECOM, Channel.DINGTALK)


class NewAddress(Seconded):
    """A row whose next address and secret wait for a second administrator; until then those of
    before hold.
    """

    address_column: ClassVar[str]
    secret: str

    next_address = EncryptedField(default="", db_default="", editable=False)
    next_secret = EncryptedField(default="", db_default="", editable=False)

    class Meta:
        abstract = True

    def propose_address(self, address: str, secret: str, actor: Actor) -> None:
        """What is left empty stays as it was proposed before, or as it is."""
        self.next_address, self.next_secret = (
            address or self.next_address,
            secret or self.next_secret,
        )
        self.propose(actor)

    def lead_there(self) -> None:
        """What was proposed holds."""
        name = self.address_column
        setattr(self, name, self.next_address or getattr(self, name))
        self.secret = self.next_secret or self.secret
        self.forget_proposal()

    def forget_proposal(self) -> None:
        self.next_address = self.next_secret = ""
        self.settle_proposal()


class CountyChannel(NewAddress, CountyRow):
    """Whether and through which gateway a county sends by one channel.

    At most one row per county and channel; without one, text messages go through the installation's
    own gateway (if it has one) and nothing is mailed.
    """

    kept_as = "notices"
    address_column = "address"

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


class AppTemplate(CountyRow):
    """With which template of the official account a county says events that begin with `prefix`,
    and which of our words stand in which of its fields. The longest prefix decides.
    """

    kept_as = "notices"

    prefix = models.CharField(
        _("only these events"),
        max_length=60,
        blank=True,
        default="",
        help_text=_("The beginning of event names, such as appeals; empty: all."),
    )
    template = models.CharField(_("Number of the template"), max_length=100)
    fields = models.JSONField(
        _("Its fields"),
        help_text=_(
            "Which of title, text, time, event stands in which field: "
            '{"thing1": "title", "thing2": "text", "time3": "time"}'
        ),
    )
    is_open = models.BooleanField(_("In use"), default=True)

    class Meta:
        verbose_name = _("template of WeChat messages")
        verbose_name_plural = _("templates of WeChat messages")
        constraints = [
            models.UniqueConstraint(
                fields=["county", "prefix"], name="one_template_for_a_beginning"
            )
        ]

    def __str__(self) -> str:
        return f"{self.county} {self.prefix or '*'}"


class GroupRobot(NewAddress, CountyRow):
    """The robot of one organisation's group chat. An organisation has at most one of each kind.
    It tells nothing before its first address was confirmed.

    `url` holds the robot's token: it is shown to nobody.
    """

    kept_as = "notices"
    address_column = "url"

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
        """Those that hear something."""
        return self.filter(is_open=True, proposed_by=None)

    def visible_to(self, actor: Actor) -> Self:
        """System administrators of a whole county (or above)."""
        return self.filter(within(actor.codes(Role.SYSTEM_ADMIN), "county"))

    def locked(self, pk: object) -> "Webhook":
        row = self.select_for_update(of=("self",)).filter(pk=pk).first()
        if row is None:
            raise NotHere
        return row


class Webhook(Seconded, CountyRow):
    """Another system that a county lets hear of events whose names begin with one of `events` (of
    all, when there is none), signed with a secret that was shown once. Closed, it hears nothing
    more and is never opened again. In a county two that are open have different names. It hears
    nothing before a second administrator confirmed it.
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
        return house_of(self.url)

    @property
    def is_listening(self) -> bool:
        return self.is_open and not self.is_proposed

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


def house_of(url: str) -> str:
    """Where an address leads, without the rest of it: that may hold a token."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname}{f':{parts.port}' if parts.port else ''}"


def trouble_in_words(error: str) -> str:
    word, _space, detail = error.partition(" ")
    return f"{TROUBLES.get(word, word)}{f' ({detail})' if detail else ''}" if word else ""


def is_for(event: str, prefix: str) -> bool:
    """Whether an event's name begins with a prefix, word by word: 'appeals' and 'appeals.accept'
    are beginnings of 'appeals.accept', 'appeals.acc' is not.
    """
    return not prefix or event == prefix or event.startswith(f"{prefix}.")
