"""Do forms and ledgers wait for who fills and signs them, are they found, and is it told?"""

from collections.abc import Iterator
from datetime import date

import pytest

from jinlin.core.tests.standing import standing
from jinlin.core.time import clock
from jinlin.domains.appeals.tests.cast import Cast, at_desk, cast_of_dehua
from jinlin.metrics.ledgers import actions as keeping
from jinlin.metrics.ledgers import jobs as making
from jinlin.metrics.ledgers.models import Ledger, Step, Takeaway
from jinlin.metrics.returns import actions, jobs
from jinlin.metrics.returns.models import Origin, Return
from jinlin.services.notices.models import Message
from tests.scene_of_returns import handed_down

DAY = date(2026, 10, 5)


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[tuple[Cast, dict]]:
    """A form and a ledger of the clerk's community for September."""
    with standing(django_db_blocker), pytest.MonkeyPatch.context() as patch:
        from django.conf import settings

        patch.setattr(settings, "UPLOADS", tmp_path_factory.mktemp("uploads"))
        patch.setattr(settings, "VAR", tmp_path_factory.mktemp("var"))
        cast = cast_of_dehua()
        with clock.set_to(clock.at(DAY, 9)):
            yield cast, handed_down(cast)


@pytest.fixture
def cast(house, db) -> Cast:
    return house[0]


@pytest.fixture
def rows(house, db) -> dict:
    return house[1]


def waits(browser) -> list[str]:
    return [line.template for line in browser.get("/desk/").context["page"].rows]


def written(rows, cast) -> Return:
    filled = Return.objects.get(pk=rows["filled_form"])
    missing = filled.answers.filter(origin=Origin.MISSING).values_list("ref", flat=True)
    return actions.write(
        filled, dict.fromkeys(missing, "7"), version=filled.version, actor=cast.actors.clerk
    )


def test_a_form_waits_for_the_clerk_until_it_is_whole_and_for_the_signer_until_it_is_signed(
    cast, rows
):
    clerk, lead = at_desk(cast.users.clerk), at_desk(cast.users.supervisor)
    assert "returns/waiting.html" in waits(clerk)
    assert {"returns/waiting.html", "ledgers/waiting.html"} <= set(waits(lead))
    filled = written(rows, cast)
    assert "returns/waiting.html" not in waits(clerk)
    assert "returns/waiting.html" in waits(lead)
    actions.sign(filled, version=filled.version, actor=cast.actors.supervisor)
    assert "returns/waiting.html" not in waits(lead)


def test_both_are_found_in_the_desks_box_within_ones_own_places(cast):
    found = at_desk(cast.users.clerk).get("/desk/search/", {"q": "工作台账"}).text
    assert "社区工作台账 2026-09" in found
    found = at_desk(cast.users.clerk).get("/desk/search/", {"q": "基层治理情况登记表"}).text
    assert "近邻党建引领基层治理情况登记表 2026-09" in found
    other = at_desk(cast.users.town_outsider).get("/desk/search/", {"q": "工作台账"}).text
    assert "社区工作台账 2026-09" not in other


def test_before_its_day_a_form_is_reminded_of_once(cast, rows):
    assert jobs.remind() == 0
    with clock.set_to(clock.at(date(2026, 10, 8), 9)):
        assert (jobs.remind(), jobs.remind()) == (1, 0)
    told = Message.objects.filter(event="returns.remind")
    assert [each.user_id for each in told] == [cast.users.clerk.pk]


def test_who_filled_and_who_drew_up_hear_that_it_is_signed(cast, rows):
    filled = written(rows, cast)
    actions.sign(filled, version=filled.version, actor=cast.actors.supervisor)
    ledger = Ledger.objects.get(pk=rows["month_ledger"])
    keeping.sign(ledger, version=ledger.version, actor=cast.actors.supervisor)
    told = Message.objects.filter(event__in=["returns.signed", "ledgers.signed"])
    assert [each.user_id for each in told] == [cast.users.clerk.pk] * 2


def test_who_asked_for_a_list_hears_that_it_is_ready(cast, rows):
    making.make_takeaways()
    assert Takeaway.objects.get(pk=rows["takeaway"]).step == Step.DONE
    [told] = Message.objects.filter(event="ledgers.list")
    assert (told.user_id, told.url) == (cast.users.clerk.pk, "/desk/ledgers/lists/")
