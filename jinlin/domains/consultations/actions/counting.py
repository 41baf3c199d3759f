"""How is a vote closed, counted by two who must agree, and published?"""

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.text import why_of
from jinlin.core.time import clock
from jinlin.domains.consultations.actions.deciding import carry, fall_through
from jinlin.domains.consultations.actions.steps import in_days, keep_vote, rule_of
from jinlin.domains.consultations.actions.votes import mark_of_roll
from jinlin.domains.consultations.deadlines import in_metres, is_revealing
from jinlin.domains.consultations.lifecycle import VoteState
from jinlin.domains.consultations.models import (
    BoxRow,
    Door,
    Elector,
    HandedIn,
    NamedBallot,
    Objection,
    PaperCount,
    PrintedCode,
    ReplacedBallot,
    Topic,
    Vote,
)
from jinlin.domains.consultations.models.votes import FOR
from jinlin.domains.consultations.permissions import VOTE_RULES, can_count_box, can_keep
from jinlin.domains.consultations.sealing import receipt

INVALID, AREA = "invalid", "area-"
Counts = Mapping[str, int]


@transaction.atomic
def close(vote: Vote, *, actor: Actor) -> Vote:
    """Nobody votes any more. The box is written anew without codes and order, its receipts are
    published, and it is on record whether roll and box are as they should be.
    """
    vote = VOTE_RULES.begin(vote, "close", actor)
    roll = list(Elector.objects.filter(vote=vote))
    ballots = sorted(
        BoxRow.objects.filter(vote=vote).exclude(sealed="").values_list("sealed", flat=True),
        key=receipt,
    )
    codes = PrintedCode.objects.filter(vote=vote, is_used=True).count()
    online = sum(each.door == Door.ONLINE for each in roll)
    paper = sum(each.door == Door.PAPER for each in roll)
    vote.took_part = online + codes + paper
    if vote.by_area:
        vote.area_took_part = sum(each.area for each in roll if each.door != Door.NONE)
    in_box = NamedBallot.objects.filter(vote=vote).count() if not vote.is_secret else len(ballots)
    vote.is_sound = mark_of_roll(roll) == vote.roll_mark and in_box == online + codes
    vote.receipts = [receipt(each) for each in ballots]
    vote.closed_on = clock.today()
    _shuffle(vote, ballots)
    in_days(vote, rule_of(vote.county).counting_days)
    keep_vote(vote, "close", actor=actor, took_part=vote.took_part, eligible=vote.eligible)
    return vote


@transaction.atomic
def remind(vote: Vote) -> Vote:
    """Everybody on the roll was told once that it closes within a day, whether they voted or not:
    nothing that is stored says who had.
    """
    vote = Vote.objects.locked(vote)
    last_day = vote.due_at - timedelta(days=1)
    if (
        vote.state != VoteState.OPEN
        or vote.reminded_on
        or not last_day <= clock.now() < vote.due_at
    ):
        raise NotNow
    vote.reminded_on = clock.today()
    keep_vote(vote, "remind", actor=SYSTEM, due=vote.due_at)
    return vote


def close_due(vote: Vote) -> Vote:
    """The house closes a vote whose day is over."""
    if not Vote.objects.filter(pk=vote.pk, due_at__lt=clock.now()).exists():
        raise NotNow
    return close(vote, actor=SYSTEM)


@transaction.atomic
def count_paper(vote: Vote, *, counts: Counts, actor: Actor) -> PaperCount:
    """What this one counted of the papers is on record; two different ones must agree.

    Raises Unusable when it does not account for every paper in the urn.
    """
    vote = _closed(vote)
    require(can_keep(actor, vote))
    papers = Elector.objects.filter(vote=vote, door=Door.PAPER)
    if vote.by_area:
        area = {key: n for key, n in counts.items() if key.startswith(AREA)}
        owned = papers.aggregate(all=Sum("area"))["all"] or 0
        _check_area(vote, area, owned)
        heads = {key: n for key, n in counts.items() if key not in area}
        _check_heads(vote, heads, papers.count())
        row = _kept(PaperCount, vote, {**_full(vote, heads), **area}, actor)
    else:
        row = _enter(PaperCount, vote, counts, papers.count(), actor)
    keep_vote(vote, "count_paper", actor=actor)
    return row  # type: ignore[return-value]


@transaction.atomic
def hand_in_count(vote: Vote, *, counts: Counts, is_sure: bool = False, actor: Actor) -> HandedIn:
    """What this teller counted in the opened box is on record; both tellers must agree.

    Raises Unusable when it does not account for every ballot, and for a count that says how
    everybody voted unless the teller is sure.
    """
    vote = _closed(vote)
    require(can_count_box(actor, vote))
    if is_revealing(counts) and not is_sure:
        words = _("This count says how each one voted. Please confirm that it is published.")
        raise Unusable(words, field="is_sure")
    ballots = BoxRow.objects.filter(vote=vote).count()
    row = _enter(HandedIn, vote, counts, ballots, actor)
    keep_vote(vote, "hand_in_count", actor=actor)
    return row  # type: ignore[return-value]


@transaction.atomic
def publish(vote: Vote, *, actor: Actor) -> Vote:
    """The result is published with count and turnout, and its topic is decided, or open again.

    Raises NotNow while those who count have not agreed, and for a vote that is not sound.
    """
    vote = VOTE_RULES.begin(vote, "publish", actor)
    if not vote.is_sound:
        raise NotNow(
            _("Roll or box are not as they were when the vote opened: it can only be void.")
        )
    vote.counts = _counted(vote)
    vote.published_on = clock.today()
    winner, in_favour = _winner(vote)
    if vote.by_area:
        vote.area_counts = _area_counted(vote)
    vote.is_carried = bool(winner) and _is_carried(vote, winner, in_favour)
    result = result_in_words(vote)
    vote.due_at = clock.end_of(clock.today())
    keep_vote(vote, "publish", actor=actor, result=result)
    topic = Topic.objects.held(vote.topic)
    if vote.is_carried:
        text = vote.question if vote.is_yes_or_no else f"{vote.question}：{winner}"
        carry(topic, vote, text=text, in_favour=in_favour)
    else:
        fall_through(topic, reason=result)
    return vote


@transaction.atomic
def declare_void(vote: Vote, *, reason: str, actor: Actor) -> Vote:
    """The vote counts for nothing, its box is burnt, and its topic is open again."""
    vote = VOTE_RULES.begin(vote, "declare_void", actor)
    reason = why_of(reason, limit=300)
    _burn(vote)
    vote.due_at = clock.end_of(clock.today())
    keep_vote(vote, "declare_void", actor=actor, reason=reason)
    fall_through(Topic.objects.held(vote.topic), reason=reason)
    return vote


@transaction.atomic
def burn(vote: Vote) -> Vote:
    """Sealed ballots and codes are gone: the days for objections are over, nobody counts again."""
    vote = Vote.objects.locked(vote)
    if not is_to_be_burnt(vote):
        raise NotNow
    _burn(vote)
    keep_vote(vote, "burn", actor=SYSTEM)
    return vote


def is_to_be_burnt(vote: Vote) -> bool:
    """Published, its days for objections over, and no objection open."""
    if vote.state != VoteState.PUBLISHED or vote.published_on is None:
        return False
    waits = (clock.today() - vote.published_on).days <= rule_of(vote.county).objection_days
    open_ones = Objection.objects.filter(resolution__vote=vote, answered_on=None)
    return not waits and BoxRow.objects.filter(vote=vote).exists() and not open_ones.exists()


def result_in_words(vote: Vote) -> str:
    """'同意 61, 不同意 5; 66 of 100 took part.'"""
    counts = vote.counts or {}
    counted = "，".join(f"{each['words']} {counts.get(each['key'], 0)}" for each in vote.choices)
    result = _("{counts}; {took_part} of {eligible} took part").format(
        counts=counted, took_part=vote.took_part, eligible=vote.eligible
    )
    if not vote.by_area:
        return result
    owned = _("of {all} m², {part} m² took part").format(
        all=in_metres(vote.area), part=in_metres(vote.area_took_part or 0)
    )
    return f"{result}；{owned}"


def _shuffle(vote: Vote, ballots: list[str]) -> None:
    ReplacedBallot.objects.filter(vote=vote).delete()
    BoxRow.objects.filter(vote=vote).delete()
    BoxRow.objects.bulk_create(
        BoxRow(county=vote.county, vote=vote, sealed=sealed) for sealed in ballots
    )


def _burn(vote: Vote) -> None:
    BoxRow.objects.filter(vote=vote).delete()
    ReplacedBallot.objects.filter(vote=vote).delete()
    PrintedCode.objects.filter(vote=vote).delete()


def _closed(vote: Vote) -> Vote:
    vote = Vote.objects.held(vote)
    if vote.state != VoteState.CLOSED:
        raise NotNow(_("Nothing is counted before the vote is closed, or after it is published."))
    return vote


def _enter(
    model: type[PaperCount | HandedIn], vote: Vote, counts: Counts, ballots: int, actor: Actor
) -> PaperCount | HandedIn:
    _check_heads(vote, counts, ballots)
    return _kept(model, vote, _full(vote, counts), actor)


def _check_heads(vote: Vote, counts: Counts, ballots: int) -> None:
    known = [*vote.keys, INVALID]
    if set(counts) - set(known) or min(counts.values(), default=0) < 0:
        raise Unusable(_("Please enter a number."), field=known[0])
    if sum(counts.values()) != ballots:
        words = _("There are %(n)d ballots, and these numbers give %(sum)d. Please count again.")
        raise Unusable(words % {"n": ballots, "sum": sum(counts.values())}, field=known[0])


def _check_area(vote: Vote, area: Counts, owned: int) -> None:
    """The areas counted are those of whoever voted on paper, together."""
    known = {f"{AREA}{key}" for key in [*vote.keys, INVALID]}
    if set(area) - known or min(area.values(), default=0) < 0 or sum(area.values()) != owned:
        words = _("Who voted on paper owns %(own)s m², and these areas give %(sum)s m².")
        blanks = {"own": in_metres(owned), "sum": in_metres(sum(area.values()))}
        raise Unusable(words % blanks, field=f"{AREA}{vote.keys[0]}")


def _full(vote: Vote, counts: Counts) -> dict[str, int]:
    return {key: counts.get(key, 0) for key in [*vote.keys, INVALID]}


def _kept(
    model: type[PaperCount | HandedIn], vote: Vote, full: Counts, actor: Actor
) -> PaperCount | HandedIn:
    row, _is_new = model.objects.update_or_create(
        vote=vote, by_id=actor.user_id, defaults={"county": vote.county, "counts": dict(full)}
    )
    return row


def _counted(vote: Vote) -> dict[str, int]:
    parts = [_agreed(PaperCount, vote)] if _papers(vote) else []
    parts.append(_agreed(HandedIn, vote) if vote.is_secret else _by_name(vote))
    return {key: sum(part.get(key, 0) for part in parts) for key in [*vote.keys, INVALID]}


def _area_counted(vote: Vote) -> dict[str, int]:
    """How much area stands behind each choice: of those who voted by name, and of the papers."""
    found = dict.fromkeys([*vote.keys, INVALID], 0)
    for ballot in NamedBallot.objects.filter(vote=vote).select_related("elector"):
        found[ballot.choice] += ballot.elector.area
    papers = _agreed(PaperCount, vote) if _papers(vote) else {}
    return {key: n + papers.get(f"{AREA}{key}", 0) for key, n in found.items()}


def _is_carried(vote: Vote, winner: str, in_favour: int) -> bool:
    """Enough heads, and where owners vote enough area too."""
    heads = vote.quorum.is_carried(
        eligible=vote.eligible, took_part=vote.took_part or 0, in_favour=in_favour
    )
    if not vote.by_area:
        return heads
    words = {each["words"]: each["key"] for each in vote.choices}
    area = (vote.area_counts or {}).get(FOR if vote.is_yes_or_no else words[winner], 0)
    return heads and vote.quorum.is_carried(
        eligible=vote.area, took_part=vote.area_took_part or 0, in_favour=area
    )


def _papers(vote: Vote) -> bool:
    return Elector.objects.filter(vote=vote, door=Door.PAPER).exists()


def _agreed(model: type[PaperCount | HandedIn], vote: Vote) -> dict[str, int]:
    """What two different ones counted alike."""
    if model is HandedIn and not BoxRow.objects.filter(vote=vote).exists():
        return {}
    results = list(model.objects.filter(vote=vote).values_list("counts", flat=True))
    same = [counts for counts in results if results.count(counts) > 1]
    if not same:
        words = _("Two people have not counted the same yet: the papers, or the box.")
        raise NotNow(words)
    return dict(same[0])


def _by_name(vote: Vote) -> dict[str, int]:
    given = [ballot.choice for ballot in NamedBallot.objects.filter(vote=vote)]
    return {key: given.count(key) for key in vote.keys}


def _winner(vote: Vote) -> tuple[str, int]:
    """The choice that leads alone, in words, and how many chose it; nobody when two are level."""
    counts = vote.counts or {}
    if vote.is_yes_or_no:
        return vote.question, counts.get(FOR, 0)
    best = max(counts.get(key, 0) for key in vote.keys)
    leading = [each["words"] for each in vote.choices if counts.get(each["key"], 0) == best]
    return (leading[0], best) if len(leading) == 1 else ("", best)
