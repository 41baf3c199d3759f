"""How is a vote prepared, who stands on its roll, and how does it open?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor, within
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.text import needed, tidy
from jinlin.core.time import clock
from jinlin.domains.consultations.actions.screening import leave_agenda
from jinlin.domains.consultations.actions.steps import in_days, keep, keep_vote
from jinlin.domains.consultations.deadlines import FEWEST_SHOWN
from jinlin.domains.consultations.lifecycle import VoteState
from jinlin.domains.consultations.models import BoxRow, Elector, QuorumRule, Topic, Vote
from jinlin.domains.consultations.models.votes import ABSTAIN, AGAINST, FOR, Basis, grown_up
from jinlin.domains.consultations.permissions import (
    RULES,
    VOTE_RULES,
    is_teller,
)
from jinlin.domains.consultations.sealing import checked_key
from jinlin.ground.accounts.models import Grant, User
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.models import Household, Membership, Person
from jinlin.ground.places.queries import whole

LONGEST_QUESTION, PREPARE_DAYS, MOST_DAYS = 120, 14, 60


@dataclass(frozen=True)
class Ask:
    """What is asked, of whom, how openly, for how long, and under which rule. `options`: the words
    to choose from; none of them: for, against, abstain.
    """

    question: str
    rule: str
    basis: str = Basis.HOUSEHOLD
    options: Sequence[str] = ()
    is_secret: bool = True
    may_change: bool = False
    days: int = 7
    tellers: Sequence[User] = ()


@transaction.atomic
def prepare(topic: Topic, *, ask: Ask, actor: Actor) -> Topic:
    """The topic goes to a vote, which is prepared: question, choices and rule stand, the roll is
    drawn up, and a secret one waits for its tellers' keys.
    """
    topic = RULES.begin(topic, "go_to_vote", actor)
    leave_agenda(topic, _("It goes to a vote of all who may vote."))
    vote = _vote(topic, ask, actor)
    in_days(vote, PREPARE_DAYS)
    keep_vote(vote, "prepare", actor=actor)
    _draw_up(vote)
    topic.due_at = vote.due_at
    keep(topic, "go_to_vote", actor=actor)
    return topic


@transaction.atomic
def hand_in_key(vote: Vote, *, key: str, actor: Actor) -> Vote:
    """The public half of this teller's key stands with the vote; the other never comes here."""
    vote = Vote.objects.held(vote)
    require(is_teller(actor, vote))
    if vote.state != VoteState.PREPARED:
        raise NotNow(_("Keys are made before the vote opens."))
    key = checked_key(key)
    if actor.user_id == vote.teller_one_id:
        vote.key_one = key
    else:
        vote.key_two = key
    if vote.key_one == vote.key_two:
        raise Unusable(_("Both tellers cannot have one key."), field="key")
    keep_vote(vote, "hand_in_key", actor=actor)
    return vote


@transaction.atomic
def open_(vote: Vote, *, is_sure: bool = False, actor: Actor) -> Vote:
    """Roll, choices, rule and keys are fixed, the roll's mark is published, the box is made, and
    everybody on the roll was told.
    """
    vote = VOTE_RULES.begin(vote, "open_", actor)
    roll = list(Elector.objects.filter(vote=vote).order_by("number"))
    if vote.is_secret and len(roll) < FEWEST_SHOWN and not is_sure:
        words = _("Only %(n)d may vote: the result would say how each voted. Please confirm.")
        raise Unusable(words % {"n": len(roll)}, field="is_sure")
    vote.opened_at, vote.eligible, vote.roll_mark = clock.now(), len(roll), mark_of_roll(roll)
    vote.area = sum(each.area for each in roll)
    if vote.by_area and not all(each.area for each in roll):
        raise NotNow(_("Of some owners the area is missing: please look at the roll."))
    in_days(vote, vote.days)
    if vote.is_secret:
        make_box(vote, len(roll))
    keep_vote(vote, "open_", actor=actor, due=vote.due_at, eligible=len(roll), mark=vote.roll_mark)
    topic = Topic.objects.held(vote.topic)
    topic.due_at = vote.due_at
    topic.save(update_fields=["due_at"])
    return vote


def make_box(vote: Vote, rows: int) -> None:
    """So many empty rows more lie in the box, under ids that say nothing."""
    BoxRow.objects.bulk_create(BoxRow(county=vote.county, vote=vote) for _each in range(rows))


def mark_of_roll(roll: Iterable[Elector]) -> str:
    """The hash of who stands on the roll: another voter, one more or one less gives another."""
    lines = (
        f"{each.number}|{each.pk}|{each.household_id or ''}|{each.person_id or ''}|{each.name}"
        + (f"|{each.area}" if each.area else "")
        for each in sorted(roll, key=lambda row: row.number)
    )
    return sha256("\n".join(lines).encode()).hexdigest()


def _vote(topic: Topic, ask: Ask, actor: Actor) -> Vote:
    rules = {rule.code: rule for rule in QuorumRule.on(topic.county, clock.today())}
    if ask.rule not in rules:
        raise Unusable(_("Please choose a rule."), field="rule")
    if ask.basis not in Basis.values or not 1 <= ask.days <= MOST_DAYS:
        raise Unusable(_("A vote is open for one day to sixty."), field="days")
    rule = rules[ask.rule]
    _check_owners(rule, ask)
    one, two = _tellers(topic, ask, actor)
    return Vote(
        county=topic.county,
        topic=topic,
        question=needed(
            ask.question,
            field="question",
            words=_("Please say what is asked."),
            limit=LONGEST_QUESTION,
        ),
        choices=_choices(ask.options),
        place=topic.place,
        place_code=topic.place_code,
        unit=topic.unit,
        basis=ask.basis,
        is_secret=ask.is_secret,
        may_change=ask.may_change,
        rule_name=rule.name,
        part=rule.part,
        part_of=rule.part_of,
        agree=rule.agree,
        agree_of=rule.agree_of,
        of_all=rule.of_all,
        part_reached=rule.part_reached,
        agree_reached=rule.agree_reached,
        by_area=rule.by_area,
        days=ask.days,
        teller_one=one,
        teller_two=two,
    )


def _check_owners(rule: QuorumRule, ask: Ask) -> None:
    """Owners and their rule belong together, and a vote by area cannot be secret."""
    if rule.by_area != (ask.basis == Basis.OWNER):
        words = _("Owners decide by heads and by area: choose both, the rule and who may vote.")
        raise Unusable(words, field="rule")
    if rule.by_area and ask.is_secret:
        words = _("A vote by area is by name: the area alone would say who voted how.")
        raise Unusable(words, field="is_secret")


def _choices(options: Sequence[str]) -> list[dict[str, str]]:
    words = list(dict.fromkeys(filter(None, (tidy(each)[:60] for each in options))))
    if not words:
        return [
            {"key": FOR, "words": "同意"},
            {"key": AGAINST, "words": "不同意"},
            {"key": ABSTAIN, "words": "弃权"},
        ]
    if len(words) < 2:
        raise Unusable(_("Please give at least two options, or none."), field="options")
    return [{"key": str(n), "words": each} for n, each in enumerate(words, 1)]


def _tellers(topic: Topic, ask: Ask, actor: Actor) -> tuple[User | None, User | None]:
    if not ask.is_secret:
        return None, None
    found = list({user.pk: user for user in ask.tellers}.values())
    if len(found) != 2:
        raise Unusable(_("A secret vote has two different tellers."), field="tellers")
    if actor.user_id in {user.pk for user in found}:
        raise Unusable(_("Who prepares the vote is none of its tellers."), field="tellers")
    fit = set(tellers_at(topic.place_code).values_list("pk", flat=True))
    if {user.pk for user in found} - fit:
        raise Unusable(_("Please choose people who hold the role of teller here."), field="tellers")
    return found[0], found[1]


def tellers_at(code: str) -> "QuerySet[User]":
    """Who may hold a key at this place."""
    grants = Grant.objects.current().filter(role=Role.TELLER).select_related("place")
    users = [
        grant.user_id for grant in grants if grant.place and code.startswith(grant.place.reach)
    ]
    return User.objects.filter(pk__in=users, is_active=True).order_by("name", "pk")


def _draw_up(vote: Vote) -> None:
    """The roll as the house knows it: the households of the place, or its grown-ups. Owners stand
    in their register, which the station brings. Homes of places that were merged into this one
    belong to it.
    """
    if vote.basis == Basis.OWNER:
        return
    codes = whole(vote.place_code)
    if vote.basis == Basis.HOUSEHOLD:
        homes = Household.objects.filter(within(codes))
        lived_in = homes.filter(memberships__until=None).distinct().order_by("pk")
        rows = [Elector(household=home, name=home.address or str(home.place)) for home in lived_in]
    else:
        at_home = Membership.objects.filter(within(codes, "household__place_code"), until=None)
        adults = Person.objects.filter(pk__in=at_home.values("person"))
        adults = adults.filter(grown_up())
        rows = [Elector(person=each, name=each.name) for each in adults.order_by("pk")]
    for number, row in enumerate(rows, 1):
        row.vote, row.number, row.county = vote, number, vote.county
        row.name = row.name[:40]
    Elector.objects.bulk_create(rows)
