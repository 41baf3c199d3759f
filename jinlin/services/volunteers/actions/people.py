"""How does somebody become a volunteer, what stands in their file, and in which teams are they?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.files import uploads
from jinlin.core.files.uploads import Upload
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Organisation, Place
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Recipient
from jinlin.services.volunteers.models import (
    Entry,
    Group,
    Membership,
    MembershipState,
    Skill,
    Team,
    Volunteer,
)
from jinlin.services.volunteers.permissions import (
    can_decide_joining,
    can_keep,
    can_register,
    can_set_up,
    is_self,
)


@dataclass(frozen=True)
class Details:
    """What a volunteer says of themselves beyond who they are."""

    sex: str = ""
    is_party_member: bool = False
    limits: str = ""
    categories: str = ""


@transaction.atomic
def register(
    person: Person,
    place: Place,
    *,
    details: Details | None = None,
    skills: Iterable[Skill] = (),
    actor: Actor,
) -> Volunteer:
    """The person is a volunteer; registered again, the same, and back if they had left."""
    require(can_register(actor, place))
    person = Person.objects.locked(person.pk)
    known = Volunteer.objects.filter(person=person).select_related("person").first()
    if known:
        return _back(known, actor)
    facts = details or Details()
    volunteer = Volunteer(
        county=person.county,
        person=person,
        place=place,
        place_code=place.code,
        sex=facts.sex,
        is_party_member=facts.is_party_member,
        limits=tidy(facts.limits)[:200],
        categories=tidy(facts.categories)[:120],
        joined_on=clock.today(),
    )
    volunteer.save(force_insert=True)
    volunteer.skills.set(list(skills))
    timeline.record(volunteer, "register", actor=actor)
    return volunteer


@transaction.atomic
def describe(
    volunteer: Volunteer, details: Details, *, skills: Iterable[Skill], actor: Actor
) -> Volunteer:
    """What the volunteer says of themselves is as it is now."""
    volunteer = Volunteer.objects.held(volunteer.pk)
    require(is_self(actor, volunteer) or can_keep(actor, volunteer))
    volunteer.sex, volunteer.is_party_member = details.sex, details.is_party_member
    volunteer.limits = tidy(details.limits)[:200]
    volunteer.categories = tidy(details.categories)[:120]
    volunteer.save(update_fields=["sex", "is_party_member", "limits", "categories"])
    volunteer.skills.set(list(skills))
    timeline.record(volunteer, "describe", actor=actor)
    return volunteer


def _back(volunteer: Volunteer, actor: Actor) -> Volunteer:
    if volunteer.left_on:
        volunteer.left_on = None
        volunteer.save(update_fields=["left_on"])
        timeline.record(volunteer, "come_back", actor=actor)
    return volunteer


@transaction.atomic
def leave(volunteer: Volunteer, *, actor: Actor) -> Volunteer:
    """Nothing new is written of the volunteer; what was recorded stays, and they are in no team."""
    volunteer = Volunteer.objects.held(volunteer.pk)
    require(is_self(actor, volunteer) or can_keep(actor, volunteer))
    if volunteer.left_on is None:
        volunteer.left_on = clock.today()
        volunteer.save(update_fields=["left_on"])
        for membership in volunteer.memberships.filter(
            state__in=(MembershipState.ASKED, MembershipState.MEMBER)
        ):
            _end(membership)
        timeline.record(volunteer, "leave", actor=actor)
    return volunteer


@dataclass(frozen=True)
class Line:
    """What is to stand in a volunteer's file."""

    group: str
    title: str
    on: date
    issuer: str = ""
    number: str = ""
    valid_until: date | None = None
    minutes: int | None = None


@transaction.atomic
def enter(
    volunteer: Volunteer, line: Line, *, actor: Actor, evidence: Sequence[Upload] = ()
) -> Entry:
    """One more line stands in the file, by somebody who saw the evidence, which is kept with it."""
    volunteer = Volunteer.objects.held(volunteer.pk)
    require(can_keep(actor, volunteer))
    if line.group not in Group.values or not tidy(line.title):
        raise Unusable(_("Please say what it is."), field="title")
    if line.valid_until and line.valid_until < line.on:
        raise Unusable(_("It cannot end before it begins."), field="valid_until")
    entry = Entry.objects.create(
        county=volunteer.county,
        volunteer=volunteer,
        group=line.group,
        title=tidy(line.title)[:80],
        issuer=tidy(line.issuer)[:80],
        number=tidy(line.number)[:40],
        minutes=line.minutes,
        on=line.on,
        valid_until=line.valid_until,
        seen_by=actor.user_id,
    )
    uploads.attach(evidence, entry)
    timeline.record(volunteer, "enter", actor=actor, audience="staff", data={"group": line.group})
    return entry


@dataclass(frozen=True)
class TeamTerms:
    """What a team is."""

    name: str
    kind: str
    about: str = ""
    organisation: Organisation | None = None
    leader: Volunteer | None = None
    is_invented: bool = False


@transaction.atomic
def found(place: Place, terms: TeamTerms, *, actor: Actor, on: date | None = None) -> Team:
    """The team stands, in an area, with its leader as its first member."""
    require(can_set_up(actor, place))
    name = tidy(terms.name)[:60]
    if not name:
        raise Unusable(_("Please give the team a name."), field="name")
    if Team.objects.present().filter(county=place.county_code, name=name).exists():
        raise Unusable(_("A team has this name already."), field="name")
    team = Team.objects.create(
        county=place.county_code,
        name=name,
        kind=terms.kind,
        place=place,
        place_code=place.code,
        organisation=terms.organisation,
        leader=terms.leader,
        about=tidy(terms.about)[:200],
        is_invented=terms.is_invented,
        founded_on=on or clock.today(),
    )
    timeline.record(team, "found", actor=actor)
    if terms.leader:
        take_in(team, terms.leader, actor=actor)
    return team


@transaction.atomic
def ask_to_join(team: Team, volunteer: Volunteer, *, actor: Actor) -> Membership:
    """The volunteer waits for the team's word; asked again, the same."""
    volunteer = Volunteer.objects.held(volunteer.pk)
    require(is_self(actor, volunteer))
    if team.ended_on:
        raise NotNow(_("This team has ended."))
    open_ = _open(team, volunteer)
    if open_:
        return open_
    membership = Membership.objects.create(
        county=team.county,
        team=team,
        volunteer=volunteer,
        state=MembershipState.ASKED,
        asked_on=clock.today(),
    )
    timeline.record(membership, "ask", actor=actor)
    _tell_leader(team)
    return membership


@transaction.atomic
def take_in(team: Team, volunteer: Volunteer, *, actor: Actor) -> Membership:
    """The volunteer is a member from today on, asked or brought along."""
    volunteer = Volunteer.objects.held(volunteer.pk)
    require(can_decide_joining(actor, team))
    if team.ended_on:
        raise NotNow(_("This team has ended."))
    if volunteer.left_on:
        raise NotNow(_("This volunteer has left."))
    waiting = _open(team, volunteer)
    membership = waiting or Membership(
        county=team.county, team=team, volunteer=volunteer, asked_on=clock.today()
    )
    if membership.state != MembershipState.MEMBER:
        membership.state, membership.since = MembershipState.MEMBER, clock.today()
        membership.decided_by_id = actor.user_id
        membership.save()
        timeline.record(membership, "take_in", actor=actor)
        if waiting:
            tell_member(membership, "take_in", _("You are in the team from today on."))
    return membership


@transaction.atomic
def refuse(membership: Membership, *, reason: str, actor: Actor) -> Membership:
    """The volunteer does not join, and can read why."""
    membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    require(can_decide_joining(actor, membership.team))
    if membership.state != MembershipState.ASKED:
        raise NotNow
    membership.state, membership.reason = MembershipState.REFUSED, tidy(reason)[:200]
    membership.decided_by_id = actor.user_id
    membership.save()
    timeline.record(membership, "refuse", actor=actor, note=membership.reason)
    tell_member(membership, "refuse", membership.reason or _("The team did not take you in."))
    return membership


@transaction.atomic
def part(membership: Membership, *, actor: Actor) -> Membership:
    """The volunteer is no longer a member, from today on."""
    membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    require(is_self(actor, membership.volunteer) or can_decide_joining(actor, membership.team))
    _end(membership)
    timeline.record(membership, "part", actor=actor)
    return membership


def tell_member(membership: Membership, verb: str, words: Any) -> None:
    """Whoever belongs to a team, or asked to, reads the team's word."""
    with override(settings.LANGUAGE_CODE):
        notices.tell(
            county=membership.county,
            event=f"volunteers.team.{verb}",
            title=membership.team.name,
            body=str(words),
            about=membership,
            url=reverse("volunteers:mine"),
            to=[Recipient(person_id=membership.volunteer.person_id)],
        )


def _tell_leader(team: Team) -> None:
    """The leader reads that somebody asks to join; without one it stands on the team's page."""
    if team.leader is None:
        return
    with override(settings.LANGUAGE_CODE):
        notices.tell(
            county=team.county,
            event="volunteers.team.ask",
            title=team.name,
            body=str(_("Somebody asks to join your team. Please say whether they belong to it.")),
            about=team,
            url=reverse("volunteers:leading"),
            to=[Recipient(person_id=team.leader.person_id)],
        )


def _open(team: Team, volunteer: Volunteer) -> Membership | None:
    return Membership.objects.filter(
        team=team,
        volunteer=volunteer,
        state__in=(MembershipState.ASKED, MembershipState.MEMBER),
    ).first()


def _end(membership: Membership) -> None:
    """Whoever led the team leads it no longer."""
    if membership.state in {MembershipState.ASKED, MembershipState.MEMBER}:
        if membership.since:
            membership.until = clock.today()
        membership.state = MembershipState.LEFT
        membership.save()
        Team.objects.filter(pk=membership.team_id, leader=membership.volunteer_id).update(
            leader=None
        )
