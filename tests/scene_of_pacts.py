"""What stands of pacts in the house that is walked through?"""

from datetime import timedelta
from typing import Any

from jinlin.core.time import clock
from jinlin.domains.appeals.tests.cast import COUNTY, Cast
from jinlin.domains.pacts import actions as pacts
from jinlin.domains.pacts.actions import Minutes, Party, Say
from jinlin.domains.pacts.deadlines import Tally
from jinlin.domains.pacts.models import Sample
from jinlin.ground.people import actions as people


def stands(cast: Cast) -> dict[str, Any]:
    """The neighbourhood's pact, open for comment, with the resident's comment on it."""
    clerk, resident = cast.actors.clerk, cast.users.resident
    pact = pacts.draft(
        cast.places.neighbourhood, title="凤池新村公约", clauses=["楼道不堆物。"], actor=clerk
    )
    pact = pacts.publish(pact, until=clock.today() + timedelta(days=7), actor=clerk)
    myself = people.know(COUNTY, name=resident.name, user=resident, actor=cast.actors.resident)
    say = Say("再加一条宠物牵绳。", person=myself)
    comment = pacts.comment(pact, say, actor=cast.actors.resident)
    held = pacts.draft(
        cast.places.second_neighbourhood, title="瓷都花园公约", clauses=["垃圾分类。"], actor=clerk
    )
    held = pacts.publish(held, until=clock.today() + timedelta(days=7), actor=clerk)
    held = pacts.consolidate(held, actor=clerk)
    held = pacts.put_to_vote(held, meets_on=clock.today(), where="活动室", actor=clerk)
    hands = Tally(eligible=90, present=60, in_favour=55, against=1)
    held = pacts.adopt(held, tally=hands, since=clock.today(), actor=cast.actors.lead)
    pacts.talk_over(
        held,
        Minutes(1, clock.today(), "说好了以后分开放。", "agreed", [Party("陈二妹")]),
        actor=clerk,
    )
    Sample.objects.create(county=COUNTY, heading="环境", text="楼道不堆放杂物。")
    return {"pact": pact.pk, "pact_version": pact.version, "comment": comment.pk}
