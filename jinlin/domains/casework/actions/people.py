"""How is kept who agreed to what, who belongs to whom, and who takes part in a group?"""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.text import needed, tidy
from jinlin.core.time import clock
from jinlin.domains.casework.actions.steps import check_agreed, note_down, tell_team
from jinlin.domains.casework.actions.taking_in import Client
from jinlin.domains.casework.models import (
    Case,
    Closeness,
    Consent,
    Kin,
    Member,
    Method,
    News,
    Purpose,
    Relative,
)
from jinlin.domains.casework.permissions import can_write, is_on_team
from jinlin.domains.casework.queries.marks import mark_of
from jinlin.ground.people.models import Relation

WORDING = "2026-1"  # the version of the sheet that is signed


@dataclass(frozen=True)
class Kinship:
    """Somebody in the life of whom it is about."""

    kin: str
    name: str = ""
    sex: str = ""
    born: int | None = None
    is_dead: bool = False
    closeness: str = Closeness.USUAL


@transaction.atomic
def consent(
    case: Case,
    *,
    purpose: str,
    relation: str,
    given_by: str = "",
    version: str = WORDING,
    actor: Actor,
) -> Consent:
    """It is on record who agreed to this purpose, in which wording.

    Under 14 only a guardian can.
    """
    case = Case.objects.held(case)
    require(can_write(actor, case))
    if relation not in Relation.values or purpose not in Purpose.values:
        raise Unusable(_("Please choose who gave the consent, and for what."), field="relation")
    if case.is_child and relation != Relation.GUARDIAN:
        raise Unusable(
            _("This person is under 14: only a guardian can give the consent."), field="relation"
        )
    given_by = _giver(case, given_by, relation)
    try:
        with transaction.atomic():
            row = Consent.objects.create(
                county=case.county,
                case=case,
                purpose=purpose,
                relation=relation,
                given_by=given_by,
                version=version[:20],
                given_at=clock.now(),
                recorded_by=actor.user_id,
            )
    except IntegrityError as error:
        raise NotNow(_("They agreed to this already.")) from error
    note_down(case, "consent", actor=actor, consent=row.pk)
    return row


def _giver(case: Case, given_by: str, relation: str) -> str:
    """By name; for oneself the name is known."""
    giver = tidy(given_by) or (case.name if relation == Relation.SELF else "")
    words = _("Please enter who gave the consent.")
    return needed(giver, field="given_by", words=words, limit=60)


@transaction.atomic
def withdraw(consent: Consent, *, actor: Actor) -> Consent:
    """The consent holds no more, and the team sees it in its list."""
    case = Case.objects.held(consent.case)
    require(is_on_team(actor, case))
    consent = Consent.objects.select_for_update().get(pk=consent.pk)
    if consent.withdrawn_at is not None:
        raise NotNow(_("This consent was withdrawn already."))
    consent.withdrawn_at = clock.now()
    consent.save(update_fields=["withdrawn_at"])
    if consent.purpose == Purpose.THANKS:
        case.shown_words = ""
    tell_team(case, News.WITHDRAWN, about=consent.pk)
    note_down(case, "withdraw", actor=actor, consent=consent.pk)
    return consent


@transaction.atomic
def know_relative(case: Case, kinship: Kinship, *, actor: Actor) -> Relative:
    """This person stands in the genogram."""
    case = Case.objects.held(case)
    require(can_write(actor, case))
    check_agreed(case)
    if kinship.kin not in Kin.values:
        raise Unusable(_("Please choose how they are related."), field="kin")
    row = Relative.objects.create(
        county=case.county,
        case=case,
        kin=kinship.kin,
        name=tidy(kinship.name)[:60],
        sex=kinship.sex,
        born=kinship.born,
        is_dead=kinship.is_dead,
        closeness=kinship.closeness,
    )
    note_down(case, "know_relative", actor=actor, relative=row.pk)
    return row


@transaction.atomic
def join(case: Case, client: Client, *, actor: Actor) -> Member:
    """This person takes part in the group; told twice, once."""
    case = Case.objects.held(case)
    require(can_write(actor, case))
    check_agreed(case)
    if case.method == Method.INDIVIDUAL:
        raise NotNow(_("Only a group or a neighbourhood has members."))
    name = needed(client.name, field="name", words=_("Please enter a name."), limit=60)
    born_on = client.born_on.isoformat() if client.born_on else ""
    mark = mark_of(
        case.county, name=name, phone=client.phone, citizen_id=client.citizen_id, born_on=born_on
    )
    known = Member.objects.filter(case=case, mark=mark, left_on=None) if mark else None
    if known is not None and (row := known.first()):
        return row
    row = Member.objects.create(
        county=case.county, case=case, name=name, mark=mark, joined_on=clock.today()
    )
    note_down(case, "join", actor=actor, member=row.pk)
    return row


@transaction.atomic
def leave(member: Member, *, actor: Actor) -> Member:
    """This person takes part no more."""
    case = Case.objects.held(member.case)
    require(can_write(actor, case))
    if member.left_on is not None:
        raise NotNow(_("They left already."))
    member.left_on = clock.today()
    member.save(update_fields=["left_on"])
    note_down(case, "leave", actor=actor, member=member.pk)
    return member
