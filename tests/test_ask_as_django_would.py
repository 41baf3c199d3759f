"""Does every prepared query of the house give exactly what its QuerySet gives, in every verb?"""

from http import HTTPStatus
from typing import Any

import pytest

from jinlin.core import limits, prepared, timeline
from jinlin.core.prepared import Prepared
from jinlin.core.tests.comparing import whole
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.actions import Verdict
from jinlin.domains.appeals.tests.cast import (
    cast_of_dehua,
    finished,
    in_hand,
    joint,
    merged,
    now_of,
    person,
    reported,
    returned,
    waiting,
)
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import Person
from jinlin.ground.places import queries as places
from jinlin.services.notices.queries.inbox import unread
from tests.scene import callers, programs, scene_of

pytestmark = pytest.mark.django_db


def test_every_answer_is_the_one_that_django_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    """The scene of the whole house is told, and an appeal goes its ways; each time that a prepared
    query is asked, its QuerySet is asked too, and both gave the same, values and relations.
    """
    asked: dict[Prepared[Any], int] = {}
    rows = Prepared.rows

    def compared(self: Prepared[Any], *, using: str = "", **values: Any) -> list[Any]:
        found = rows(self, using=using, **values)
        wanted = list(self.queryset(using or "default", **values))
        assert whole(found) == whole(wanted)
        asked[self] = asked.get(self, 0) + len(found)
        return found

    monkeypatch.setattr(prepared.Prepared, "rows", compared)
    cast = cast_of_dehua()
    scene = scene_of(cast)
    actions.judge(finished(cast), actor=cast.actors.resident, verdict=Verdict(True, True, True))
    for appeal in (waiting(cast), merged(cast), returned(cast), joint(cast)):
        assert now_of(appeal).version == appeal.version
    people.know("350526", name="王小梅", phone="13800000009", actor=cast.actors.clerk)
    reported(cast, reporter=person(cast, "neighbour"))
    reported(cast, reporter=Person.objects.get(memberships__household=scene.names["household"]))
    assert unread(cast.actors.clerk) > 0
    for caller, page in (("clerk", "/desk/"), ("system_admin", "/desk/admin/")):
        assert callers(cast)[caller].get(page).status_code == HTTPStatus.OK
    read_by_programs(cast)
    silent = [query.ask for query in Prepared.known if not asked.get(query)]
    # Of a row that is held there is a query for each table, made when it is first asked: what an
    # earlier test of this process held is not of this scene.
    assert [ask for ask in silent if not ask.__qualname__.startswith("_held.")] == []


def read_by_programs(cast: Any) -> None:
    """What a program reads: matters with parts, with merged ones, and for somebody without a
    phone.
    """
    old, clerk = people.know("350526", name="李阿婆", actor=cast.actors.clerk), cast.actors.clerk
    words = {"given_by": "", "relation": "self", "purpose": "acting", "version": "1"}
    people.act_for(
        old, reason="没有手机", consent=people.consent(old, **words, actor=clerk), actor=clerk
    )
    main = in_hand(cast)
    merged(cast, main)
    assert limits.take("told", "a program", limit=2, seconds=60)
    assert limits.used("told", "a program") == 1
    program = programs(cast)["clerk"]
    for row in (main, joint(cast), reported(cast, reporter=old)):
        assert program.get(f"/api/v1/appeals/{row.pk}").status_code == HTTPStatus.OK
        assert timeline.trail(row, public_only=True)
    told = {"place": cast.places.neighbourhood.code, "text": "路灯坏了三天。", "category": "0202"}
    sent = program.post("/api/v1/appeals", told, content_type="application/json")
    assert sent.status_code == HTTPStatus.CREATED
    assert places.chosen(cast.places.neighbourhood.code) == cast.places.neighbourhood
