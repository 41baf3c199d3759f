"""Who plays in the tests of pacts? The small county, and a pact in each state, through the real
actions.
"""

from datetime import date, timedelta
from types import SimpleNamespace

from jinlin.core.time import clock
from jinlin.domains.pacts import actions
from jinlin.domains.pacts.actions import Change, Say
from jinlin.domains.pacts.deadlines import Tally
from jinlin.domains.pacts.models import Clause, Comment, Pact, Version
from jinlin.ground.accounts.roles import Role
from jinlin.ground.accounts.tests import county
from jinlin.ground.people import actions as people

STAFF = {
    **county.STAFF,
    "community_lead": ("许主任", Role.LEAD, "community", "community"),
    "other_clerk": ("曾小芳", Role.CLERK, "other_community", "other_community"),
}
CLAUSES = ("楼道不堆放杂物。", "电动车不进楼道充电。", "晚上十点后不大声喧哗。")
CARRIED = Tally(eligible=100, present=70, in_favour=61, against=5, abstained=4)
LOST = Tally(eligible=100, present=70, in_favour=30, against=40)


def cast_of_pacts() -> SimpleNamespace:
    """The whole cast stands in the database."""
    found = county.county(staff=STAFF)
    return SimpleNamespace(
        places=found.places, units=found.units, users=found.users, actors=found.actors
    )


def drafted(cast, place="neighbourhood", clauses=CLAUSES) -> Pact:
    where = getattr(cast.places, place)
    return actions.draft(where, title="凤池新村公约", clauses=clauses, actor=cast.actors.clerk)


def commenting(cast) -> Pact:
    until = clock.today() + timedelta(days=7)
    return actions.publish(drafted(cast), until=until, actor=cast.actors.clerk)


def consolidating(cast) -> Pact:
    return actions.consolidate(commenting(cast), actor=cast.actors.clerk)


def voting(cast) -> Pact:
    return actions.put_to_vote(
        consolidating(cast), meets_on=clock.today(), where="居民活动室", actor=cast.actors.clerk
    )


def in_force(cast, since: date | None = None) -> Pact:
    day = since or clock.today()
    return actions.adopt(voting(cast), tally=CARRIED, since=day, actor=cast.actors.community_lead)


def repealed(cast) -> Pact:
    day = clock.today() + timedelta(days=1)
    return actions.repeal(
        in_force(cast), tally=CARRIED, since=day, actor=cast.actors.community_lead
    )


def dropped(cast) -> Pact:
    return actions.drop(drafted(cast), reason="暂时不定", actor=cast.actors.clerk)


IN_STATE = {
    "drafting": drafted,
    "commenting": commenting,
    "consolidating": consolidating,
    "voting": voting,
    "in_force": in_force,
    "repealed": repealed,
    "dropped": dropped,
}


def said(cast, pact, text="加一条：宠物要牵绳。", who="resident", **more) -> Comment:
    user = getattr(cast.users, who)
    actor = getattr(cast.actors, who)
    person = people.know(pact.county, name=user.name, user=user, actor=actor)
    return actions.comment_once(pact, Say(text, person=person, **more), actor=actor)


def now_of(row):
    return type(row).objects.get(pk=row.pk)


def texts_of(pact) -> list[str]:
    return list(Clause.objects.filter(pact=pact).values_list("text", flat=True))


def changed(pact, texts) -> list[Change]:
    """Each clause of the pact with another text, as a form of now sends it."""
    rows = list(Clause.objects.filter(pact=pact))
    return [
        Change(text, n, clause.pk, clause.text)
        for n, (clause, text) in enumerate(zip(rows, texts, strict=True), 1)
    ]


def numbers_of(pact) -> list[tuple[int, date, bool]]:
    rows = Version.objects.filter(pact=pact).order_by("number")
    return [(row.number, row.since, row.is_repeal) for row in rows]
