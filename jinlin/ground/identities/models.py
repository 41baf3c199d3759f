"""Which other houses' word do we take for who somebody is, and for whom did they give it?"""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.actor import Actor, within
from jinlin.core.rows import CountyRow
from jinlin.core.seconds import Seconded
from jinlin.core.secrets.fields import MATCH_KEY_LENGTH, EncryptedField
from jinlin.core.time import clock
from jinlin.ground.accounts.roles import Role


class Kind(models.TextChoices):
    WECHAT = "wechat", _("WeChat official account")
    WECOM = "wecom", _("WeCom")
    DINGTALK = "dingtalk", _("DingTalk")
    OIDC = "oidc", _("Identity service (OpenID Connect)")


class Audience(models.TextChoices):
    RESIDENTS = "residents", _("For residents")
    STAFF = "staff", _("For staff")


AUDIENCES = {
    Kind.WECHAT: Audience.RESIDENTS,
    Kind.WECOM: Audience.STAFF,
    Kind.DINGTALK: Audience.STAFF,
}  # an identity service serves whom its row says


class ProviderRows(models.QuerySet["Provider"]):
    def usable(self, day: date | None = None) -> Self:
        day = day or clock.today()
        return self.filter(
            Q(valid_to=None) | Q(valid_to__gte=day),
            is_open=True,
            proposed_by=None,
            valid_from__lte=day,
        )

    def visible_to(self, actor: Actor) -> Self:
        return self.filter(within(actor.codes(Role.SYSTEM_ADMIN), "county"))


class Provider(Seconded, CountyRow):
    """One other house whose word a county takes for who somebody is, from a day until another.

    Which house it is (kind, number, addresses) never changes: whoever bound an identity there bound
    it to that house. Another house is another row, and is bound anew. The secret may be renewed.
    It opens nothing before a second administrator confirmed it.
    """

    kept_as = "identities"

    kind = models.CharField(
        pgettext_lazy("identity", "What it is"), max_length=10, choices=Kind.choices
    )
    audience = models.CharField(_("Who comes by it"), max_length=10, choices=Audience.choices)
    slug = models.SlugField(
        _("Part of its address here"),
        max_length=40,
        unique=True,
        help_text=_("Small letters, digits and dashes, such as wechat or province."),
    )
    name = models.CharField(
        _("What people call it"), max_length=30, help_text=_("It stands on the button.")
    )
    client_id = models.CharField(
        _("Our number there"),
        max_length=120,
        help_text=_("AppID, corporation ID, AppKey or client_id."),
    )
    agent_id = models.CharField(
        _("Number of the app (AgentId)"), max_length=40, blank=True, default=""
    )
    secret = EncryptedField(_("Our secret there"), blank=True, default="")
    issuer = models.CharField(
        _("Issuer"),
        max_length=300,
        blank=True,
        default="",
        help_text=_("Of an identity service only: where its /.well-known/ stands."),
    )
    pages_at = models.CharField(
        _("Address of its pages"),
        max_length=300,
        blank=True,
        default="",
        help_text=_("Empty: the public one. Government editions have their own."),
    )
    calls_at = models.CharField(
        pgettext_lazy("identity", "Address that we call"), max_length=300, blank=True, default=""
    )
    asks_name = models.BooleanField(
        _("Ask for the name too"),
        default=False,
        help_text=_("WeChat then shows a page of consent; else it asks nothing."),
    )
    valid_from = models.DateField(_("First day"), default=clock.today)
    valid_to = models.DateField(_("Last day"), null=True, blank=True)
    is_open = models.BooleanField(_("In use"), default=True)
    told_at = models.DateTimeField(null=True, editable=False)  # of what waits: to the overseers

    objects = ProviderRows.as_manager()

    class Meta:
        verbose_name = _("way to sign in from elsewhere")
        verbose_name_plural = _("ways to sign in from elsewhere")
        ordering = ("county", "slug")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="provider_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return self.name


# which house it is
FIXED = ("kind", "audience", "slug", "client_id", "issuer", "pages_at", "calls_at")


class IdentityRows(models.QuerySet["Identity"]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own, whatever roles one holds."""
        return self.filter(user_id=actor.user_id) if actor.user_id else self.none()


class Identity(CountyRow):
    """Somebody known to another house signs in as this user here. An identity belongs to one user,
    a user has one of each house. `subject` is how that house names them (openid, userid, unionId,
    sub), `union` the name they have in all apps of one owner at WeChat, where it was given.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="identities", editable=False
    )
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="identities")
    subject = EncryptedField()
    subject_key = models.CharField(max_length=MATCH_KEY_LENGTH)
    union_key = models.CharField(max_length=MATCH_KEY_LENGTH, blank=True, default="")
    name = EncryptedField(blank=True, default="")
    bound_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)

    objects = IdentityRows.as_manager()

    class Meta:
        verbose_name = _("identity from elsewhere")
        verbose_name_plural = _("identities from elsewhere")
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "subject_key"], name="identity_of_one_user"
            ),
            models.UniqueConstraint(fields=["user", "provider"], name="one_identity_of_a_house"),
        ]
        indexes = [
            models.Index(fields=["union_key"], condition=~Q(union_key=""), name="identity_by_union")
        ]

    def __str__(self) -> str:
        return self.name or str(self.provider)


class Pass(models.Model):
    """A key for a short time that a provider gave to this house itself, so that all processes share
    it: the access token of an app (`token`), the ticket for pages (`ticket`).
    """

    provider = models.ForeignKey(Provider, models.CASCADE, related_name="passes")
    what = models.CharField(max_length=10)
    value = EncryptedField()
    until = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "what"], name="one_pass_of_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} {self.what}"
