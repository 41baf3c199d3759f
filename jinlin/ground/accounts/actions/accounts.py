"""What can be done to accounts, roles and tokens?"""

import re
import secrets
from collections.abc import Iterable
from datetime import date

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.secrets.fields import match_key
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.ground.accounts import lockout, tokens
from jinlin.ground.accounts.models import ApiToken, Grant, User
from jinlin.ground.accounts.permissions import can_grant, can_keep, can_keep_accounts
from jinlin.ground.accounts.phones import mobile
from jinlin.ground.accounts.roles import LABELS, Role, clash
from jinlin.ground.places.models import Organisation, Place

USERNAME = re.compile(r"[a-z][a-z0-9._-]{2,39}")
Days = tuple[date, date | None]  # from a day until another, which no longer counts


@transaction.atomic
def resident_by_phone(phone: str) -> User:
    """The one account of whoever holds this phone; made at the first sign-in."""
    number = mobile(phone)
    user, _created = User.objects.get_or_create(
        phone_key=match_key(number, "phone"), defaults={"phone": number}
    )
    return user


@transaction.atomic
def add_staff(
    county: str,
    *,
    username: str,
    name: str,
    actor: Actor,
    phone: str = "",
    password: str | None = "",
) -> tuple[User, str]:
    """A new member of staff can sign in, and may do nothing yet.

    Returns the account and its first password, which is shown once. With password None nobody can
    sign in until the password is renewed.
    """
    require(can_keep_accounts(actor, county))
    username, name = username.strip().lower(), tidy(name)
    _refuse_username(username)
    number = mobile(phone) if phone else ""
    key = match_key(number, "phone") or None
    if key and User.objects.filter(phone_key=key).exists():
        raise Unusable(_("This number belongs to another account already."), field="phone")
    first = new_password() if password == "" else password
    user = User(
        county=county,
        username=username,
        name=name,
        phone=number,
        phone_key=key,
        has_first_password=password == "",
    )
    user.set_password(first)
    user.save()
    timeline.record(user, "staff_added", actor=actor, data={"username": username}, audience="staff")
    return user, first or ""


@transaction.atomic
def grant_role(
    user: User,
    *,
    role: str,
    at: Place | Organisation,
    actor: Actor,
    days: Days | None = None,
    reason: str = "",
) -> Grant:
    """The user holds the role at the place, or for the organisation in its area: from today on, or
    for the days given.
    """
    user = User.objects.locked(user.pk)
    place, organisation = (at, None) if isinstance(at, Place) else (at.place, at)
    require(can_grant(actor, user, place.code))
    since, until = days or (clock.today(), None)
    _refuse_days(since, until)
    _refuse_clash(user, Role(role), since, until)
    if _holds_already(user, Role(role), place, organisation, (since, until)):
        raise NotNow(_("This role is already granted there for these days."))
    grant = Grant.objects.create(
        county=place.county_code,
        user=user,
        role=role,
        place=place,
        organisation=organisation,
        valid_from=since,
        valid_to=until,
        reason=tidy(reason),
        granted_by_id=actor.user_id,
    )
    timeline.record(
        user,
        "role_granted",
        actor=actor,
        internal=grant.reason,
        data=_facts_of(grant),
        audience="staff",
    )
    return grant


@transaction.atomic
def revoke_role(grant: Grant, *, actor: Actor, reason: str = "") -> Grant:
    """The role is over from today on; one that has not begun never will."""
    user = User.objects.locked(grant.user_id)
    grant = Grant.objects.locked(grant.pk)
    require(can_grant(actor, user, grant.place.code))
    if grant.valid_to is not None and grant.valid_to <= clock.today():
        raise NotNow(_("This role is over already."))
    grant.valid_to = max(clock.today(), grant.valid_from)
    grant.save(update_fields=["valid_to"])
    timeline.record(
        user,
        "role_revoked",
        actor=actor,
        internal=tidy(reason),
        data=_facts_of(grant),
        audience="staff",
    )
    return grant


@transaction.atomic
def sign_out_everywhere(user: User, *, actor: Actor) -> None:
    """Every phone and computer on which this resident is signed in is signed out: a lost one too.
    Raises NotNow for whoever has a password, which does it when it is changed.
    """
    user = User.objects.locked(user.pk)
    require(actor.user_id == user.pk)
    if user.username:
        raise NotNow(
            _(
                "You also sign in with a password. Please change it at the desk: that signs you "
                "out everywhere else."
            )
        )
    user.set_unusable_password()  # another one each time: sessions follow from it
    user.save(update_fields=["password"])
    timeline.record(user, "signed_out_everywhere", actor=actor, audience="staff")


@transaction.atomic
def lock(user: User, *, actor: Actor, reason: str = "") -> User:
    """The user can neither sign in nor go on; tokens stop working too."""
    user = User.objects.locked(user.pk)
    require(can_keep(actor, user))
    if not user.is_active:
        raise NotNow(_("This account is locked already."))
    user.is_active = False
    user.save(update_fields=["is_active"])
    timeline.record(user, "locked", actor=actor, internal=tidy(reason), audience="staff")
    return user


@transaction.atomic
def unlock(user: User, *, actor: Actor, reason: str = "") -> User:
    """The user can sign in again, at once, also after too many wrong passwords."""
    user = User.objects.locked(user.pk)
    require(can_keep(actor, user))
    user.is_active = True
    user.save(update_fields=["is_active"])
    lockout.forgive(user.username or "")
    timeline.record(user, "unlocked", actor=actor, internal=tidy(reason), audience="staff")
    return user


@transaction.atomic
def renew_password(user: User, *, actor: Actor) -> str:
    """Only the returned password opens the account now; it is shown once, and whoever signs in with
    it chooses another. Open sessions end.
    """
    user = User.objects.locked(user.pk)
    require(can_keep(actor, user))
    fresh = new_password()
    user.set_password(fresh)
    user.has_first_password = True
    user.save(update_fields=["password", "has_first_password"])
    timeline.record(user, "password_renewed", actor=actor, audience="staff")
    return fresh


@transaction.atomic
def remove_second_factor(user: User, *, actor: Actor, reason: str = "") -> User:
    """The password alone opens the account:
    for someone who lost the phone with the authenticator.
    """
    user = User.objects.locked(user.pk)
    require(can_keep(actor, user))
    if not Authenticator.objects.filter(user=user).delete()[0]:
        raise NotNow(_("This account has no second factor."))
    timeline.record(
        user, "second_factor_removed", actor=actor, internal=tidy(reason), audience="staff"
    )
    return user


@transaction.atomic
def issue_token(
    user: User, *, name: str, scopes: Iterable[str], expires_on: date, actor: Actor
) -> tuple[ApiToken, str]:
    """A program holding the returned raw token acts as the user, within the scopes, until the day
    is over. The raw token is shown once.
    """
    user = User.objects.locked(user.pk)
    require(can_keep(actor, user))
    wanted = list(dict.fromkeys(scopes))
    if not wanted or set(wanted) - set(tokens.SCOPES):
        raise Unusable(_("Please choose what the program may do."), field="scopes")
    if not 0 <= (expires_on - clock.today()).days <= tokens.LONGEST_DAYS:
        raise Unusable(
            _("A token ends today at the earliest and in a year at the latest."), field="expires_on"
        )
    raw = tokens.fresh()
    token = ApiToken.objects.create(
        county=user.county,
        user=user,
        name=tidy(name),
        hash=tokens.hashed(raw),
        scopes=wanted,
        expires_on=expires_on,
    )
    timeline.record(
        user,
        "token_issued",
        actor=actor,
        data={"name": token.name, "scopes": wanted, "expires_on": expires_on},
        audience="staff",
    )
    return token, raw


@transaction.atomic
def revoke_token(token: ApiToken, *, actor: Actor) -> ApiToken:
    """The token opens nothing any more."""
    user = User.objects.locked(token.user_id)
    token = ApiToken.objects.locked(token.pk)
    require(can_keep(actor, user))
    if token.revoked_at is not None:
        raise NotNow(_("This token is revoked already."))
    token.revoked_at = clock.now()
    token.save(update_fields=["revoked_at"])
    timeline.record(user, "token_revoked", actor=actor, data={"name": token.name}, audience="staff")
    return token


def new_password() -> str:
    """Sixteen letters and digits in groups of four, without those that look alike."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _place in range(4)) for _group in range(4))


def _refuse_username(username: str) -> None:
    if not USERNAME.fullmatch(username):
        raise Unusable(
            _(
                "A user name has 3 to 40 small letters, digits, dots or dashes, and begins with a "
                "letter."
            ),
            field="username",
        )
    if User.objects.filter(username=username).exists():
        raise Unusable(_("This user name is taken."), field="username")


def _refuse_days(since: date, until: date | None) -> None:
    if until is not None and until <= since:
        raise Unusable(_("The last day lies before the first."), field="until")


def _refuse_clash(user: User, role: Role, since: date, until: date | None) -> None:
    """Also roles that begin later count: two that do not go together must not meet on any day."""
    meeting = [
        grant.role
        for grant in user.grants.ahead(since)
        if until is None or grant.valid_from < until
    ]
    if other := clash(role, meeting):
        words = _("%(role)s and %(other)s do not go together: administrators hold one role only.")
        raise NotNow(
            words % {"role": LABELS[role], "other": LABELS[other]},
            detail={"role": role, "held": other},
        )


def _holds_already(
    user: User, role: Role, place: Place, organisation: Organisation | None, days: Days
) -> bool:
    since, until = days
    same = user.grants.ahead(since).filter(role=role, place=place, organisation=organisation)
    return any(until is None or grant.valid_from < until for grant in same)


def _facts_of(grant: Grant) -> dict[str, object]:
    return {
        "role": grant.role,
        "place": grant.place.name,
        "unit": str(grant.organisation or ""),
        "from": grant.valid_from,
        "until": grant.valid_to,
    }
