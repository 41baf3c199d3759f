"""Does everybody read the name and the text of today, and nothing that is only drafted?"""

from datetime import timedelta

import pytest
from django.test import Client

from jinlin.core.time import clock
from jinlin.domains.pacts import actions
from jinlin.domains.pacts.tests.cast import CARRIED, changed, in_force, now_of, texts_of, voting

pytestmark = pytest.mark.one_engine

DRAFTED = "凤池新村新公约（讨论稿）"


def read(address):
    return Client().get(address).content.decode()


def amended(cast):
    """A text holds, and the next one is drafted under another name."""
    pact = actions.amend(in_force(cast), actor=cast.actors.clerk)
    texts = changed(pact, ["楼道不放任何东西。", *texts_of(pact)[1:]])
    actions.write(pact, title=DRAFTED, changes=texts, actor=cast.actors.clerk)
    return now_of(pact)


def test_the_name_of_a_draft_stays_inside_while_another_text_holds(cast):
    pact = amended(cast)
    for address in ("/pacts/", f"/pacts/{pact.pk}/"):
        page = read(address)
        assert "凤池新村公约" in page
        assert DRAFTED not in page


def test_the_old_text_kept_has_its_old_name_again(cast):
    pact = actions.keep_old(amended(cast), reason="先不改", actor=cast.actors.clerk)
    assert (pact.title, now_of(pact).title) == ("凤池新村公约",) * 2
    assert texts_of(pact)[0] == "楼道不堆放杂物。"
    assert DRAFTED not in read(f"/pacts/{pact.pk}/")


def test_a_text_that_begins_next_week_is_not_said_to_hold_today(cast):
    day = clock.today() + timedelta(days=7)
    pact = in_force(cast, since=day)
    for address in ("/pacts/", f"/pacts/{pact.pk}/"):
        page = read(address)
        assert f"{day.month}月{day.day}日" in page
        assert "今天没有施行中的公约" not in page
    assert "已通过，尚未施行" in read("/pacts/")
    with clock.set_to(clock.at(day, 9)):
        assert "已通过，尚未施行" not in read("/pacts/")
        assert texts_of(pact)[0] in read(f"/pacts/{pact.pk}/")


def test_a_text_repealed_from_next_week_on_holds_until_then(cast):
    pact = in_force(cast)
    day = clock.today() + timedelta(days=7)
    lead = cast.actors.community_lead
    actions.repeal(pact, tally=CARRIED, since=day, actor=lead)
    page, shown = f"/pacts/{pact.pk}/", read("/pacts/")
    assert "施行中" in shown
    assert "第1版" in shown
    assert "楼道不堆放杂物。" in read(page)
    with clock.set_to(clock.at(day, 9)):
        assert "施行中" not in read("/pacts/")
        assert "楼道不堆放杂物。" not in read(page)


def test_a_page_of_a_pact_that_never_held_says_so_without_a_day(cast):
    pact = voting(cast)
    assert "今天没有施行中的公约" in read(f"/pacts/{pact.pk}/")
