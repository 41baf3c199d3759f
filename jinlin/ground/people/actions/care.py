"""Who looks after a household in need: who begins, who takes over, who ends?"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.ground.accounts.models import User
from jinlin.ground.people.knowing import LONGEST_NAME
from jinlin.ground.people.models import CareLink, CareRole, Household, LinkEnd, Membership
from jinlin.ground.people.permissions import can_end_link, can_hand_over_link, can_link

LONGEST_NOTE = 500


@dataclass(frozen=True)
class Carer:
    """Somebody with an account, staff or resident, and the name that the household is told."""

    user: User
    name: str = ""


@transaction.atomic
def link(household: Household, *, role: str, carer: Carer, actor: Actor) -> CareLink:
    """This person looks after the household in this role from today on.

    Raises NotNow when nobody in need lives there, or somebody has the role already.
    """
    household = Household.objects.locked(household.pk)
    require(can_link(actor, household))
    if role not in CareRole.values:
        raise Unusable(_("Please choose the role."), field="role")
    if not Household.objects.in_need().filter(pk=household.pk).exists():
        raise NotNow(_("Nobody in need lives here at present."))
    if household.care_links.open().filter(role=role).exists():
        raise NotNow(
            _("Somebody looks after this household in this role already. Please hand over instead.")
        )
    new = CareLink(role=role)
    _enter(new, household, carer, actor=actor)
    timeline.record(
        new, "linked", actor=actor, audience="staff", data={"role": role, "user": carer.user.pk}
    )
    return new


@transaction.atomic
def hand_over_link(link: CareLink, *, to: Carer, note: str, actor: Actor) -> CareLink:
    """The successor looks after the household from today on and reads the note; the one before no
    longer sees the household. Returns the new link.
    """
    household = Household.objects.locked(link.household_id)
    link = _open_one(link)
    require(can_hand_over_link(actor, link))
    if to.user.pk == link.user_id:
        raise Unusable(_("This person looks after the household already."), field="user")
    new = CareLink(role=link.role, follows=link)
    _end(
        link,
        LinkEnd.HANDED_OVER,
        _needed_note(note, _("Please write what the successor needs to know.")),
    )
    _enter(new, household, to, actor=actor)
    timeline.record(link, "handed_over", actor=actor, audience="staff", data={"to": new.pk})
    timeline.record(
        new,
        "taken_over",
        actor=actor,
        audience="staff",
        data={"role": new.role, "user": to.user.pk},
    )
    return new


@transaction.atomic
def end_link(link: CareLink, *, reason: str, actor: Actor) -> CareLink:
    """Nobody looks after the household in this role any more, for the reason on record."""
    Household.objects.locked(link.household_id)
    link = _open_one(link)
    require(can_end_link(actor, link))
    _end(link, LinkEnd.ENDED, _needed_note(reason, _("Please write why it ends.")))
    timeline.record(link, "ended", actor=actor, audience="staff")
    return link


def _enter(new: CareLink, household: Household, carer: Carer, *, actor: Actor) -> None:
    new.household, new.county, new.place_code = household, household.county, household.place_code
    new.user, new.name = carer.user, tidy(carer.name or carer.user.name)[:LONGEST_NAME]
    new.since, new.given_by_id = clock.today(), actor.user_id
    if not carer.user.is_active or not new.name:
        raise Unusable(
            _("Please choose somebody whose account is in order, and enter the name."), field="user"
        )
    if carer.user.username and carer.user.county != household.county[: len(carer.user.county)]:
        raise Unusable(_("This member of staff works in another county."), field="user")
    if Membership.objects.filter(household=household, until=None, person__user=carer.user).exists():
        raise Unusable(
            _("This person lives in the household: somebody else looks after it."), field="user"
        )
    new.save(force_insert=True)


def _open_one(link: CareLink) -> CareLink:
    """Stale says that somebody was faster; a link that was over already is NotNow."""
    link = CareLink.objects.locked(link)
    if not link.is_open:
        raise NotNow(_("This care link has ended already."))
    return link


def _end(link: CareLink, how: LinkEnd, note: str) -> None:
    link.until, link.ended, link.note, link.version = clock.today(), how, note, link.version + 1
    link.save(update_fields=["until", "ended", "note", "version"])


def _needed_note(text: str, missing: object) -> str:
    text = tidy(text)
    if not text:
        raise Unusable(missing, field="note")
    if len(text) > LONGEST_NOTE:
        raise Unusable(_("Please write at most 500 characters."), field="note")
    return text
