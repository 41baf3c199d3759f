"""How does somebody ask for the subsidy of a certificate?"""

import re
import secrets
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.numbers import insert_drawn
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.domains.workforce.actions.steps import start_term
from jinlin.domains.workforce.actions.telling import VOICE, tell_of_contest
from jinlin.domains.workforce.models import (
    Application,
    Award,
    Policy,
    Professional,
    Qualification,
)
from jinlin.domains.workforce.permissions import can_apply
from jinlin.domains.workforce.queries.contests import awards_for

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
ACCOUNT = re.compile(r"\d{12,30}")


@dataclass(frozen=True)
class Account:
    """Where the money is to go."""

    number: str
    bank: str = ""

    @classmethod
    def of(cls, number: str, bank: str) -> "Account":
        digits = re.sub(r"[\s\-]", "", number)
        if not ACCOUNT.fullmatch(digits):
            raise Unusable(
                _("A bank account has 12 to 30 digits. Please compare with the card."),
                field="account",
            )
        return cls(digits, tidy(bank)[:80])


@transaction.atomic
def apply(
    held: Qualification, *, policy: Policy, account: str, bank: str = "", actor: Actor
) -> Application:
    """The application stands, its certificate is to be checked. Raises NotNow when this person was
    awarded it already, anywhere, or asked for it. When somebody else was, whoever awarded that
    hears so: one of the two certificates is not genuine.
    """
    one = Professional.objects.locked(held.professional_id)
    require(can_apply(actor, one))
    destination = Account.of(account, bank)
    _require_fit(held, policy)
    other = _award_of_another(held, one)
    now = clock.now()
    application = Application(
        county=one.county,
        professional=one,
        qualification=held,
        policy=policy,
        account=destination.number,
        bank=destination.bank,
        applied_at=now,
        applied_on=clock.local_day(now),
        version=1,
    )
    start_term(application)
    try:
        insert_drawn(application, lambda: number_for(application.applied_on))
    except IntegrityError as problem:
        raise NotNow(_("This certificate was asked for already.")) from problem
    entry = timeline.record(application, "apply", actor=actor, data={"by": actor.face})
    VOICE.speak(application, entry)
    if other:
        _contest(other, application)
    return application


def number_for(day: object) -> str:
    """A day and five letters that cannot be counted through, with a B in front."""
    letters = "".join(secrets.choice(LETTERS) for _n in range(5))
    return f"B{day:%y%m%d}-{letters}"


def _require_fit(held: Qualification, policy: Policy) -> None:
    in_force = Policy.objects.at(held.county).on(clock.today()).filter(pk=policy.pk)
    if policy.level != held.level or not in_force.exists():
        raise Unusable(_("This subsidy is not for this certificate."), field="policy")
    if not held.number:
        raise Unusable(
            _("The register does not know the certificate's number yet. Please tell it first."),
            field="qualification",
        )


def _award_of_another(held: Qualification, one: Professional) -> Award | None:
    """What somebody else was awarded for this certificate, and stands. Raises NotNow for an award
    of the same person.
    """
    found = awards_for(held).select_related("application__professional__person").first()
    if found is None:
        return None
    holder, person = found.application.professional.person, one.person
    is_same = bool(person.citizen_key) and person.citizen_key == holder.citizen_key
    if is_same or holder.pk == person.pk:
        raise NotNow(_("This certificate was awarded a subsidy already; there is one for each."))
    return found


def _contest(given: Award, application: Application) -> None:
    """It stands with the award that somebody else shows the same certificate."""
    data = {"number": application.number, "county": application.county}
    timeline.record(given, "contested", actor=SYSTEM, audience="staff", data=data)
    tell_of_contest(given.application, application)
