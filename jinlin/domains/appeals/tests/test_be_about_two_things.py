"""Can a matter have a second class, without terms and figures going by two?"""

import pytest

from jinlin.core.errors import Unusable
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.queries.board import Filters, board
from jinlin.domains.appeals.tests.cast import (
    Cast,
    at_desk,
    at_phone,
    now_of,
    reported,
)
from jinlin.domains.appeals.tests.test_desk_matter import typed


def found(cast: Cast, category: str) -> int:
    return board(cast.actors.clerk, Filters(category=category)).count()


def test_it_is_chosen_when_accepting_shown_to_both_and_found_by_either(cast: Cast) -> None:
    appeal = now_of(reported(cast))
    first, second = cast.categories.repair, cast.categories.cleaning
    browser = at_desk(cast.users.clerk)
    sent = typed(appeal, category=first.pk, second=second.pk, grade="ordinary")
    assert browser.post(f"/desk/appeals/{appeal.pk}/accept/", sent).status_code == 302
    appeal.refresh_from_db()
    assert (appeal.category, appeal.second_category) == (first, second)
    assert [found(cast, each.pk) for each in (first, second)] == [1, 1]
    for page in (
        browser.get(f"/desk/appeals/{appeal.pk}/"),
        at_phone(cast.users.resident).get(f"/appeals/{appeal.pk}/"),
    ):
        assert second.name in page.content.decode()
    header, row = (
        line.split(",")
        for line in browser.get("/desk/appeals/export.csv", {"state": "all"})
        .getvalue()
        .decode("utf-8-sig")
        .splitlines()[:2]
    )
    assert dict(zip(header, row, strict=True))["第二类别（兼属）"] == second.name


def test_the_same_class_twice_is_refused_beside_its_field(cast: Cast) -> None:
    first = cast.categories.repair
    with pytest.raises(Unusable) as no:
        actions.accept(reported(cast), actor=cast.actors.clerk, category=first, second=first)
    assert no.value.field == "second"
