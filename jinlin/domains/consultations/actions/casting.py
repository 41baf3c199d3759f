"""How does somebody vote, once, through one door?

A secret ballot leaves no trace but a mark on the roll and a filled row of the box: no entry on a
timeline, no row that makes a second sending harmless, no time. What does is the voter's own code.
"""

import secrets
from base64 import b32encode
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.time import clock
from jinlin.domains.consultations.actions.votes import make_box
from jinlin.domains.consultations.lifecycle import VoteState
from jinlin.domains.consultations.models import (
    BoxRow,
    Door,
    Elector,
    NamedBallot,
    PrintedCode,
    ReplacedBallot,
    Vote,
)
from jinlin.domains.consultations.models.votes import places_of
from jinlin.domains.consultations.permissions import can_keep
from jinlin.domains.consultations.sealing import checked, mark_of, receipt, seal_mark_of

SHORTEST_CODE, LONGEST_CODE, CODE_BYTES = 12, 64, 10


@dataclass(frozen=True)
class Ballot:
    """What arrives of a secret vote: the sealed choice, the code that the voter keeps, and for
    whose place on the roll it is; without one, for the voter's own.
    """

    sealed: str
    code: str
    elector: UUID | None = None


@transaction.atomic
def cast(vote: Vote, ballot: Ballot, *, actor: Actor) -> str:
    """The sealed ballot lies in the box, the voter's mark is on the roll, and the receipt is
    theirs. Sent again it is the same; with their code it is changed, where the vote allows that.
    """
    vote = _open_one(vote)
    if not vote.is_secret:
        raise NotNow(_("This vote is by name."))
    elector, mark = _own(vote, actor, ballot.elector), _mark(ballot.code)
    sealed = checked(ballot.sealed)
    if elector.door == Door.NONE:
        _put(vote, sealed, mark)
        _go_through(elector, Door.ONLINE)
    else:
        _exchange(vote, elector, sealed, mark)
    return receipt(sealed)


@transaction.atomic
def cast_by_code(vote: Vote, ballot: Ballot) -> str:
    """The sealed ballot under a printed code lies in the box; nobody says who they are."""
    vote = _open_one(vote)
    mark, sealed = _mark(ballot.code), checked(ballot.sealed)
    printed = PrintedCode.objects.select_for_update().filter(vote=vote, code_mark=mark).first()
    if printed is None:
        raise Unusable(_("This code is not known here. Please look at it again."), field="code")
    if printed.is_used:
        _replace(vote, sealed, mark)
        return receipt(sealed)
    used = PrintedCode.objects.filter(vote=vote, is_used=True).count()
    if used >= Elector.objects.filter(vote=vote, door=Door.CODE).count():
        raise NotNow(_("More codes would be used than were handed out. Please tell the station."))
    _put(vote, sealed, mark)
    printed.is_used = True
    printed.save(update_fields=["is_used"])
    return receipt(sealed)


@transaction.atomic
def vote_by_name(
    vote: Vote, *, choice: str, elector: UUID | None = None, actor: Actor
) -> NamedBallot:
    """How this voter votes stands on record, shown to nobody before closing; the last word counts
    where the vote may be changed. Elsewhere a second answer is refused whatever it says: whoever
    shares the place must not learn from the refusal what the first one was.
    """
    vote = _open_one(vote)
    if vote.is_secret:
        raise NotNow(_("This vote is secret: it is sealed in the browser."))
    if choice not in vote.keys:
        raise Unusable(_("Please choose one of the answers."), field="choice")
    row = _own(vote, actor, elector)
    given = NamedBallot.objects.filter(elector=row).first()
    if given is None:
        if row.door != Door.NONE:
            raise NotNow(_("You have voted at the station. Everybody votes once."))
        _go_through(row, Door.ONLINE)
        return NamedBallot.objects.create(county=vote.county, vote=vote, elector=row, choice=choice)
    _check_change(vote)
    given.choice = choice
    given.save(update_fields=["choice"])
    return given


@transaction.atomic
def print_codes(vote: Vote, *, number: int, actor: Actor) -> list[str]:
    """So many one-time codes are good for one ballot each; they are told once, now, and never
    again.
    """
    vote = Vote.objects.held(vote)
    require(can_keep(actor, vote))
    if vote.state != VoteState.OPEN or not vote.is_secret:
        raise NotNow(_("Codes are printed while a secret vote is open."))
    printed = PrintedCode.objects.filter(vote=vote).count()
    if number < 1 or printed + number > vote.eligible:
        words = _("At most %(n)d more codes can be printed: one for each who may vote.")
        raise Unusable(words % {"n": vote.eligible - printed}, field="number")
    codes = [new_code() for _each in range(number)]
    PrintedCode.objects.bulk_create(
        PrintedCode(county=vote.county, vote=vote, code_mark=mark_of(code))
        for code in sorted(codes)
    )
    make_box(vote, number)
    return codes


@transaction.atomic
def give_code(elector: Elector, *, actor: Actor) -> Elector:
    """This voter drew a printed code from the envelope, nobody knows which; no other door is open
    to them. Raises NotNow when no printed code is left to draw: they would have no way to vote.
    """
    elector = _at_the_station(elector, Door.CODE, actor)
    given = Elector.objects.filter(vote=elector.vote_id, door=Door.CODE).count()
    if given > PrintedCode.objects.filter(vote=elector.vote_id).count():
        raise NotNow(_("No printed code is left to draw. Please print some first."))
    return elector


@transaction.atomic
def vote_on_paper(elector: Elector, *, actor: Actor) -> Elector:
    """This voter put a paper into the urn; no other door is open to them."""
    return _at_the_station(elector, Door.PAPER, actor)


def new_code() -> str:
    """A code that people can read out and type: 16 letters and digits, without those that are
    mistaken for others.
    """
    return b32encode(secrets.token_bytes(CODE_BYTES)).decode()


def _at_the_station(elector: Elector, door: Door, actor: Actor) -> Elector:
    vote = _open_one(elector.vote)
    require(can_keep(actor, vote))
    if door == Door.CODE and not vote.is_secret:
        raise NotNow(_("Codes are for secret votes."))
    elector = Elector.objects.select_for_update(of=("self",)).get(pk=elector.pk, vote=vote)
    if elector.door != Door.NONE:
        raise NotNow(_("This one has voted, or took a code. Everybody votes once."))
    return _go_through(elector, door)


def _open_one(vote: Vote) -> Vote:
    vote = Vote.objects.held(vote)
    if vote.state != VoteState.OPEN or vote.due_at < clock.now():
        raise NotNow(_("This vote is not open."))
    return vote


def _own(vote: Vote, actor: Actor, key: UUID | None = None) -> Elector:
    """The place on the roll that was named, if this actor votes for it; else their own."""
    require(actor.is_signed_in)
    places = places_of(vote, actor)
    chosen = [each.pk for each in places if key in {None, each.pk}][:1]
    found = Elector.objects.select_for_update(of=("self",)).filter(pk__in=chosen).first()
    require(found is not None, _("You do not stand on the roll of this vote."))
    assert found is not None
    return found


def _mark(code: str) -> str:
    if not SHORTEST_CODE <= len(code.strip()) <= LONGEST_CODE or not code.isascii():
        raise Unusable(_("This code cannot be used. Please open the page again."), field="code")
    return mark_of(code)


def _go_through(elector: Elector, door: Door) -> Elector:
    elector.door = door
    elector.save(update_fields=["door"])
    return elector


def _put(vote: Vote, sealed: str, mark: str) -> None:
    """Into a random empty row."""
    _check_copy(vote, sealed)
    if BoxRow.objects.filter(vote=vote, code_mark=mark).exists():
        raise NotNow(_("This code lies in the box already. Please open the page again."))
    empty = BoxRow.objects.filter(vote=vote, sealed="")
    row = empty.filter(pk__gte=uuid4()).order_by("pk").first() or empty.order_by("pk").first()
    if row is None:
        raise NotNow(_("The box is full. Please tell the station."))
    row.sealed, row.code_mark, row.seal_mark = sealed, mark, seal_mark_of(sealed)
    row.save(update_fields=["sealed", "code_mark", "seal_mark"])


def _exchange(vote: Vote, elector: Elector, sealed: str, mark: str) -> None:
    if elector.door == Door.ONLINE:
        _replace(vote, sealed, mark)
        return
    raise NotNow(_("You have voted at the station, or took a printed code. Everybody votes once."))


def _replace(vote: Vote, sealed: str, mark: str) -> None:
    """The same ballot again changes nothing; another one takes its place, under the same code."""
    row = BoxRow.objects.select_for_update().filter(vote=vote, code_mark=mark).first()
    if row is None:
        raise NotNow(_("You have voted. Only the code that you got then changes your ballot."))
    if row.sealed != sealed:
        _check_change(vote)
        _check_copy(vote, sealed)
        ReplacedBallot.objects.create(
            county=vote.county, vote=vote, seal_mark=seal_mark_of(row.sealed)
        )
        row.sealed, row.seal_mark = sealed, seal_mark_of(sealed)
        row.save(update_fields=["sealed", "seal_mark"])


def _check_copy(vote: Vote, sealed: str) -> None:
    """Nobody seals the same twice: what lies in the box, or lay in it before it was changed, was
    copied by somebody who read it there, to see by the count how its voter chose.
    """
    seen = {"vote": vote, "seal_mark": seal_mark_of(sealed)}
    if BoxRow.objects.filter(**seen).exists() or ReplacedBallot.objects.filter(**seen).exists():
        raise NotNow(_("This ballot was put into the box before. Please open the page again."))


def _check_change(vote: Vote) -> None:
    if not vote.may_change:
        raise NotNow(_("You have voted. In this vote nobody changes their ballot."))
