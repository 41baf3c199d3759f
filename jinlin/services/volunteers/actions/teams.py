"""Who leads a team, and how does a team end?"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, require
from jinlin.core.text import needed
from jinlin.core.time import clock
from jinlin.services.volunteers.actions.people import part, take_in, tell_member
from jinlin.services.volunteers.lifecycle import ActivityState
from jinlin.services.volunteers.models import MembershipState, Team, Volunteer
from jinlin.services.volunteers.permissions import can_keep_team


@transaction.atomic
def appoint(team: Team, leader: Volunteer | None, *, actor: Actor) -> Team:
    """This volunteer leads the team, as a member of it; without one nobody does."""
    team = _held(team, actor)
    membership = take_in(team, leader, actor=actor) if leader else None
    if team.leader_id != (leader.pk if leader else None):
        team.leader = leader
        team.save(update_fields=["leader"])
        timeline.record(team, "appoint", actor=actor, audience="staff")
        if membership:
            tell_member(membership, "lead", _("You lead the team from today on."))
    return team


@transaction.atomic
def end(team: Team, *, reason: str, actor: Actor) -> Team:
    """The team is no more: nobody is its member, its activities and hours stay."""
    team, reason = _held(team, actor), needed(reason, field="reason", limit=200)
    if team.activities.filter(state=ActivityState.PLANNED).exists():
        raise NotNow(_("The team still has activities that are neither recorded nor cancelled."))
    gone = _("The team has ended: %(reason)s")
    for membership in team.memberships.filter(
        state__in=(MembershipState.ASKED, MembershipState.MEMBER)
    ).order_by("pk"):
        tell_member(part(membership, actor=actor), "end", gone % {"reason": reason})
    team.ended_on, team.leader = clock.today(), None
    team.save(update_fields=["ended_on", "leader"])
    timeline.record(team, "end", actor=actor, note=reason)
    return team


def _held(team: Any, actor: Actor) -> Team:
    held: Team = Team.objects.select_for_update(of=("self",)).get(pk=team.pk)
    require(can_keep_team(actor, held))
    if held.ended_on:
        raise NotNow(_("This team has ended."))
    return held
