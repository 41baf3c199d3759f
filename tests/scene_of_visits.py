"""What stands of rounds of visits in the house that is walked through? One of each kind of row."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from jinlin.core.actor import SYSTEM
from jinlin.core.time import clock
from jinlin.domains.visits import actions
from jinlin.domains.visits.models import Aside, Door, Phone, TargetGroup, VisitFile, VisitRule
from jinlin.domains.visits.tests import cast as play
from jinlin.ground.people.models import GroupInNeed


def visited(cast: Any) -> dict[str, Any]:
    """A round that goes on to the household in need; the clerk and the lead each carried its door
    along and filled in a form without knowing of the other. A further round is being prepared.
    """
    own = SimpleNamespace(
        places=cast.places,
        users=cast.users,
        actors=SimpleNamespace(**{**vars(cast.actors), "county_lead": SYSTEM}),
        group=GroupInNeed.objects.get(code="elderly_alone"),
    )
    own.version = play.checklist(own)
    going = play.going(own)
    play.all_to(own, going, "lead")
    theirs = play.carried(own, "lead")
    play.all_to(own, going, "clerk")
    mine = play.carried(own, "clerk")
    door = mine.doors[0]
    wanted = play.found("care", "没有人做饭")
    said = play.form(mine, door, answers=[play.answer("alone", "yes")], findings=[wanted])
    play.hand_in(own, said, who="clerk")
    other = play.form(theirs, door, answers=[play.answer("alone", "no")])
    play.hand_in(own, other, who="lead")
    play.hand_in(own, {**said, "draft": True}, who="clerk")
    prepared = play.planned(own, title="春季敲门行动")
    _kept_by_the_county(own)
    rounds = {
        "visit_round": going.pk,
        "visit_round_version": going.version,
        "visit_prepared": prepared.pk,
        "visit_prepared_version": prepared.version,
        "visit_todo": prepared.doors.get().pk,
        "visit_version": own.version.pk,
        "visit_checklist": own.version.checklist_id,
    }
    return {**rounds, **_at_the_door(Door.objects.get(pk=door.pk), cast)}


def _at_the_door(door: Door, cast: Any) -> dict[str, Any]:
    """What stands there, with a photo that came for the clerk's form."""
    visit = door.visits.get(standing="stands")
    VisitFile.objects.create(
        county=door.county,
        visit_key=visit.pk,
        question="photo",
        family=VisitFile.Family.PHOTO,
        digest="0" * 64,
        received_at=clock.now(),
    )
    return {
        "visit_door": door.pk,
        "visit_door_version": door.version,
        "visit_record": visit.pk,
        "visit_clash": door.clashes.get().pk,
        "visit_finding": door.findings.get().pk,
        "visit_aside": Aside.objects.get().pk,
        "visit_phone": Phone.objects.get(user=cast.users.clerk).pk,
    }


def _kept_by_the_county(cast: Any) -> None:
    VisitRule.objects.create(
        county=play.COUNTY, valid_from=clock.today() - timedelta(days=9), tries=3
    )
    TargetGroup.objects.create(county=play.COUNTY, group=cast.group, weight=2)
    actions.key_of(play.COUNTY)
