"""Can staff say that a form burdens them, without being known by it?"""

from datetime import timedelta

import pytest
from django.test import Client

from jinlin.appeals.tests.cast import Cast, at_desk, cast_of_dehua, in_hand
from jinlin.core import clock
from jinlin.core.answers import answer
from jinlin.core.burden import MEASURES, Burden
from jinlin.core.idempotency import Answer
from jinlin.core.measures import Window

SAY, READ = "/desk/burden/", "/desk/burdens/"


@pytest.fixture
def cast(db) -> Cast:
    return cast_of_dehua()


def say(browser: Client, **told: str):
    return browser.post(SAY, {"reason": "too_many", "path": "/desk/appeals/new/", "words": "", **told})


def test_one_tap_is_on_record_with_the_form_and_the_role_and_not_the_person(cast: Cast) -> None:
    appeal = in_hand(cast)
    done = say(at_desk(cast.users.handler), path=f"/desk/appeals/{appeal.pk}/finish/?x=1", key="k1", words="要填两遍")
    assert done["Location"] == f"{SAY}?said=1"
    kept = {field.name: getattr(Burden.objects.get(), field.name) for field in Burden._meta.fields if field.name != "id"}
    assert kept == {
        "county": "350526",
        "path": "/desk/appeals/<uuid:pk>/<str:move>/",
        "form": "appeals:desk_move finish",
        "reason": "too_many",
        "words": "要填两遍",
        "role": "handler",
        "on": clock.today(),
    }
    assert list(Answer.objects.values_list("actor_key", "payload")) == [("burden", None)]


def test_sent_twice_it_is_on_record_once_and_another_reason_once_more(cast: Cast) -> None:
    browser = at_desk(cast.users.clerk)
    for reason in ("known", "known", "twice"):
        assert say(browser, reason=reason, key="k").status_code == 302
    assert sorted(Burden.objects.values_list("reason", flat=True)) == ["known", "twice"]


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"reason": "nonsense"}, "reason"),
        ({"reason": ""}, "reason"),
        ({"reason": "other"}, "words"),
        ({"words": "长" * 501}, "words"),
        ({"path": "/nowhere/"}, "path"),
        ({"path": "/"}, "path"),
        ({"path": "https://elsewhere.cn/desk/"}, "path"),
    ],
)
def test_what_cannot_be_used_is_said_and_the_words_stay(cast: Cast, told: dict[str, str], field: str) -> None:
    page = say(at_desk(cast.users.clerk), **{"words": "要填两遍" if told.get("reason") != "other" else "", **told})
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert Burden.objects.count() == 0


def test_whoever_says_it_all_the_time_is_slowed_down(cast: Cast) -> None:
    browser = at_desk(cast.users.clerk)
    assert [say(browser, key=str(number)).status_code for number in range(21)] == [302] * 20 + [429]
    assert say(at_desk(cast.users.lead)).status_code == 302


def test_the_box_stands_under_the_forms_of_the_desk_and_not_before_residents(cast: Cast) -> None:
    appeal = in_hand(cast)
    addresses = ("/desk/appeals/new/", "/desk/appeals/batch/", f"/desk/appeals/{appeal.pk}/", "/desk/people/")
    browser = at_desk(cast.users.lead)
    assert [f'action="{SAY}"' in browser.get(address).content.decode() for address in addresses] == [True] * 4
    assert f'action="{SAY}"' not in Client().get("/").content.decode()


def test_lead_supervisor_and_system_administrator_read_what_their_county_said(cast: Cast) -> None:
    for _time in range(2):
        say(at_desk(cast.users.clerk))
    say(at_desk(cast.users.handler), reason="other", words="字太小", path="/desk/people/")
    say(at_desk(cast.users.county_outsider))
    for who in ("lead", "supervisor", "system_admin"):
        page = at_desk(getattr(cast.users, who)).get(READ)
        assert [(each.form, each.times) for each, _reasons in page.context["counted"]] == [("appeals:register", 2), ("people:list", 1)]
        assert [row.words for row, _role in page.context["lines"]] == ["字太小", "", ""]
    assert [at_desk(getattr(cast.users, who)).get(READ).status_code for who in ("clerk", "handler", "audit_admin")] == [403] * 3
    one = at_desk(cast.users.lead).get(READ, {"form": "people:list"})
    assert [row.words for row, _role in one.context["lines"]] == ["字太小"]


def test_counts_are_of_the_last_ninety_days(cast: Cast) -> None:
    say(at_desk(cast.users.clerk))
    Burden.objects.update(on=clock.today() - timedelta(days=90))
    assert at_desk(cast.users.lead).get(READ).context["counted"] == []


def test_the_figure_counts_the_whole_county_wherever_it_is_read(cast: Cast) -> None:
    say(at_desk(cast.users.clerk))
    say(at_desk(cast.users.county_outsider))
    (measure,) = MEASURES
    found = {code: answer(measure, Window(code, clock.today())).value for code in ("350526", "350526100", "621121", "3505")}
    assert found == {"350526": 1, "350526100": 1, "621121": 1, "3505": 1}
