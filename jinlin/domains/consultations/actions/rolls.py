"""Who stands on the roll of a vote, and who may vote for whom?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.text import needed
from jinlin.domains.consultations.actions.steps import keep_vote
from jinlin.domains.consultations.lifecycle import VoteState
from jinlin.domains.consultations.models import Elector, Vote
from jinlin.domains.consultations.models.votes import grown_up
from jinlin.domains.consultations.permissions import can_keep
from jinlin.ground.people.models import Person


@transaction.atomic
def enrol(vote: Vote, *, name: str, person: Person | None = None, actor: Actor) -> Elector:
    """One more stands on the roll, before the vote opens; the same person once."""
    vote = _being_prepared(vote, actor)
    known = Elector.objects.filter(vote=vote, person=person).first() if person else None
    if known:
        return known
    if person:
        _check_age(person)
    last = Elector.objects.filter(vote=vote).order_by("-number").first()
    elector = Elector.objects.create(
        county=vote.county,
        vote=vote,
        number=(last.number if last else 0) + 1,
        person=person,
        name=needed(
            name or (person.name if person else ""),
            field="name",
            words=_("Please enter the name."),
            limit=40,
        ),
    )
    keep_vote(vote, "enrol", actor=actor, number=elector.number)
    return elector


@dataclass(frozen=True)
class Owner:
    """One line of the register of owners: the name, the area in 0.01 m², the person if known."""

    name: str
    area: int
    person: Person | None = None


@transaction.atomic
def enrol_owners(vote: Vote, *, owners: Sequence[Owner], actor: Actor) -> int:
    """These owners more stand on the roll; whoever stands there already owns so much more. Returns
    how many came.
    """
    vote = _being_prepared(vote, actor)
    if not vote.by_area:
        raise NotNow(_("Areas are for votes of owners."))
    roll = Elector.objects.filter(vote=vote)
    known = {row.person_id: row for row in roll.filter(person__isnull=False)}
    last, came = roll.count(), 0
    last = max([last, *roll.values_list("number", flat=True)])
    for owner in owners:
        row = known.get(owner.person.pk) if owner.person else None
        if row is not None:
            row.area += owner.area
            row.save(update_fields=["area"])
            continue
        came += 1
        row = _owner_row(vote, owner, last + came)
        if owner.person:
            known[owner.person.pk] = row
    keep_vote(vote, "enrol_owners", actor=actor, came=came)
    return came


def _owner_row(vote: Vote, owner: Owner, number: int) -> Elector:
    if owner.area <= 0:
        raise Unusable(_("Please enter the area."), field="owners")
    words = _("Please enter the name.")
    name = needed(owner.name, field="owners", words=words, limit=40)
    entry = {"vote": vote, "number": number, "name": name, "area": owner.area}
    return Elector.objects.create(county=vote.county, person=owner.person, **entry)


@transaction.atomic
def name_proxy(elector: Elector, *, person: Person | None, actor: Actor) -> Elector:
    """This person may vote for them, by a written power that the station saw; nobody, when nobody
    is named. Whoever voted needs nobody.
    """
    vote = Vote.objects.held(elector.vote)
    require(can_keep(actor, vote))
    if vote.state not in {VoteState.PREPARED, VoteState.OPEN}:
        raise NotNow(_("This vote is not open."))
    elector = Elector.objects.select_for_update(of=("self",)).get(pk=elector.pk, vote=vote)
    if elector.door:
        raise NotNow(_("This one has voted, or took a code. Everybody votes once."))
    if person is not None:
        _check_proxy(elector, person)
    elector.proxy = person
    elector.save(update_fields=["proxy"])
    keep_vote(vote, "name_proxy", actor=actor, number=elector.number, is_named=person is not None)
    return elector


def _check_age(person: Person) -> None:
    """Nobody who is known not to be grown up votes, for themselves or for another."""
    if not Person.objects.filter(grown_up(), pk=person.pk).exists():
        raise Unusable(_("Only who is grown up votes."), field="name")


def _check_proxy(elector: Elector, person: Person) -> None:
    _check_age(person)
    if person.pk == elector.person_id:
        raise Unusable(_("Nobody stands in for themselves."), field="name")
    others = Elector.objects.filter(vote=elector.vote_id, proxy=person).exclude(pk=elector.pk)
    if others.exists():
        raise Unusable(_("Nobody votes for more than one other."), field="name")


@transaction.atomic
def strike(elector: Elector, *, actor: Actor) -> Vote:
    """Somebody is off the roll, before the vote opens."""
    vote = _being_prepared(elector.vote, actor)
    if Elector.objects.filter(pk=elector.pk, vote=vote).delete()[0]:
        keep_vote(vote, "strike", actor=actor, number=elector.number)
    return vote


def _being_prepared(vote: Vote, actor: Actor) -> Vote:
    vote = Vote.objects.held(vote)
    require(can_keep(actor, vote))
    if vote.state != VoteState.PREPARED:
        raise NotNow(_("The roll is frozen: nobody comes onto it or off it once the vote is open."))
    return vote
