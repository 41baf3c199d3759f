"""How far is the count of a vote, without saying anything of it?"""

from dataclasses import dataclass

from jinlin.domains.consultations.deadlines import FEWEST_SHOWN
from jinlin.domains.consultations.lifecycle import VoteState
from jinlin.domains.consultations.models import Door, Elector, HandedIn, PaperCount, Vote


@dataclass(frozen=True)
class CountState:
    """Who has counted, and whether two agree. `turnout` is None below five while it is open."""

    turnout: int | None
    papers: int
    paper_counts: int
    papers_agree: bool
    box_counts: int
    box_agrees: bool


def state_of_count(vote: Vote) -> CountState:
    """Five statements."""
    doors = list(Elector.objects.filter(vote=vote).values_list("door", flat=True))
    took_part = sum(door != Door.NONE for door in doors)
    is_open = vote.state == VoteState.OPEN
    papers = list(PaperCount.objects.filter(vote=vote).values_list("counts", flat=True))
    box = list(HandedIn.objects.filter(vote=vote).values_list("counts", flat=True))
    return CountState(
        turnout=None if is_open and took_part < FEWEST_SHOWN else took_part,
        papers=0 if is_open else doors.count(Door.PAPER),
        paper_counts=len(papers),
        papers_agree=any(papers.count(each) > 1 for each in papers),
        box_counts=len(box),
        box_agrees=any(box.count(each) > 1 for each in box),
    )
