"""Who can sign in, with what, and who may do what?"""

from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _

from jinlin.core.time import clock
from jinlin.ground.accounts.models import ApiToken, Grant, Lockout, User
from jinlin.ground.accounts.roles import ADMINISTRATORS, LABELS, Role
from jinlin.web.inspecting.found import Ask, Found, Verdict, met

IDLE = timedelta(days=90)


def identities(level: int) -> Found:
    staff = User.objects.staff()
    shortest = _shortest_password()
    words = _(
        "%(staff)d staff accounts, each with a user name of its own; passwords have at least "
        "%(shortest)d characters, common ones and those with the house's words are refused; "
        "%(first)d accounts still have their first password and must change it when they sign in. "
        "No period for changing passwords is enforced."
    ) % {
        "staff": staff.count(),
        "shortest": shortest,
        "first": staff.filter(has_first_password=True).count(),
    }
    return Found(Verdict.PARTLY, words)


def tries(level: int) -> Found:
    shut = Lockout.objects.filter(until__gt=clock.now()).count()
    words = _(
        "After %(failures)d wrong passwords an account is shut for %(minutes)d minutes (%(shut)d "
        "just now); staff who do nothing for %(idle)d minutes are signed out."
    ) % {
        "failures": settings.LOCKOUT_FAILURES,
        "minutes": settings.LOCKOUT_MINUTES,
        "shut": shut,
        "idle": settings.STAFF_IDLE_MINUTES,
    }
    return met(words, when=0 < settings.STAFF_IDLE_MINUTES <= 60)


def way(level: int) -> Found:
    if not settings.IS_SECURE:
        return Found(
            Verdict.UNMET,
            _("The public address is %(url)s: what is typed travels in the open.")
            % {"url": settings.SITE_URL},
        )
    words = _(
        "The public address is %(url)s; cookies travel encrypted only; browsers are told for "
        "%(days)d days never to ask in clear; %(proxies)s is believed as the house's own proxy."
    ) % {
        "url": settings.SITE_URL,
        "days": settings.SECURE_HSTS_SECONDS // 86400,
        "proxies": ", ".join(settings.TRUSTED_PROXIES) or _("nobody"),
    }
    return met(words, when=bool(settings.TRUSTED_PROXIES))


def factors(level: int) -> Found:
    second = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
    staff = User.objects.staff().filter(is_active=True).annotate(has_second=Exists(second))
    held = Grant.objects.current().filter(user=OuterRef("pk"), role__in=ADMINISTRATORS)
    admins = staff.filter(Exists(held))
    words = _(
        "%(with_second)d of %(staff)d staff use a password and a time-based code; of %(admins)d "
        "administrators %(with_admins)d (the others cannot open anything before they set it up)."
    ) % {
        "with_second": staff.filter(has_second=True).count(),
        "staff": staff.count(),
        "admins": admins.count(),
        "with_admins": admins.filter(has_second=True).count(),
    }
    if settings.DEMO:
        return Found(Verdict.UNMET, f"{words} {_demo()}")
    everybody = not staff.filter(has_second=False).exists()
    return met(words, when=everybody and staff.exists(), other=Verdict.PARTLY)


def grants(level: int) -> Found:
    counted = Grant.objects.current().values("role").annotate(many=Count("user", distinct=True))
    roles = {row["role"]: row["many"] for row in counted.order_by("role")}
    words = _("Roles held today: %(roles)s. Each has a place, a first day, and who granted it.") % {
        "roles": "、".join(f"{LABELS[Role(role)]} {many}" for role, many in roles.items()) or "0"
    }
    return met(words, when=bool(roles))


def defaults(level: int) -> Found:
    if settings.DEMO:
        return Found(Verdict.UNMET, _demo())
    words = _(
        "The house comes without any account; the first security administrator is appointed on "
        "the console, with a first password that must be changed."
    )
    return met(words)


def idle(level: int) -> Found:
    since = clock.now() - IDLE
    staff = User.objects.staff().filter(is_active=True)
    asleep = staff.filter(Q(last_seen_at__lt=since) | Q(last_seen_at=None, created_at__lt=since))
    bare = staff.exclude(Exists(Grant.objects.ahead().filter(user=OuterRef("pk"))))
    tokens = ApiToken.objects.usable().filter(last_used_on__lt=clock.today() - IDLE)
    words = _(
        "%(asleep)d active accounts were not used for 90 days, %(bare)d have no role, %(off)d are "
        "switched off; %(tokens)d programs' tokens were not used for 90 days."
    ) % {
        "asleep": asleep.count(),
        "bare": bare.count(),
        "off": User.objects.staff().filter(is_active=False).count(),
        "tokens": tokens.count(),
    }
    return met(words, when=not (asleep.exists() or bare.exists() or tokens.exists()))


def apart(level: int) -> Found:
    held = Grant.objects.current().filter(role__in=ADMINISTRATORS)
    both = (
        Grant.objects.current()
        .filter(user__in=held.values("user"))
        .values("user")
        .annotate(many=Count("role", distinct=True))
        .filter(many__gt=1)
    )
    words = _(
        "System, security and audit administrators are three roles, and none goes with any other: "
        "%(both)d people hold two. No administrator opens a matter or a person."
    ) % {"both": both.count()}
    return met(words, when=not both.exists())


def policy(level: int) -> Found:
    by = Grant.objects.current().exclude(granted_by=None).count()
    words = _(
        "Only security administrators grant roles, never to themselves: %(by)d of %(all)d roles "
        "held today name who granted them (the others were set up on the console)."
    ) % {"by": by, "all": Grant.objects.current().count()}
    return met(words)


def grain(level: int) -> Found:
    return met(
        _(
            "Every read begins with what the signed-in user may see, row by row: by place, "
            "organisation and role."
        )
    )


def labels(level: int) -> Found:
    words = _(
        "Sealed files and hidden reporters are marked as such and open to named people only; there "
        "are no graded labels of subjects and objects."
    )
    return Found(Verdict.PARTLY, words)


def _admins(role: Role) -> Found:
    holders = (
        Grant.objects.current().filter(role=role, user__is_active=True).values("user").distinct()
    )
    words = _("%(count)d accounts hold this role; what they do is on record.") % {
        "count": holders.count()
    }
    return met(words, when=holders.exists())


def system_admins(level: int) -> Found:
    return _admins(Role.SYSTEM_ADMIN)


def security_admins(level: int) -> Found:
    return _admins(Role.SECURITY_ADMIN)


def audit_admins(level: int) -> Found:
    return _admins(Role.AUDIT_ADMIN)


def _shortest_password() -> int:
    rules: Any = settings.AUTH_PASSWORD_VALIDATORS
    return next(int(rule["OPTIONS"]["min_length"]) for rule in rules if "OPTIONS" in rule)


def _demo() -> str:
    return _("This is a demo: its passwords are printed and sign-in codes are shown on the page.")


QUESTIONS: dict[str, Ask] = {
    "identities": identities,
    "tries": tries,
    "way": way,
    "factors": factors,
    "grants": grants,
    "defaults": defaults,
    "idle": idle,
    "apart": apart,
    "policy": policy,
    "grain": grain,
    "labels": labels,
    "system_admins": system_admins,
    "security_admins": security_admins,
    "audit_admins": audit_admins,
}
