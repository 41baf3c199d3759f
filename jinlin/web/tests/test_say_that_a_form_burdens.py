"""Can staff say that a form burdens them, without being known by it?"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.utils.translation import override

from jinlin.core.burden import MEASURES, Burden
from jinlin.core.figures.answers import answer
from jinlin.core.figures.measures import Window
from jinlin.core.idempotency import Answer
from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.domains.appeals.tests.cast import Cast, at_desk, cast_of_dehua, in_hand
from jinlin.web.form_names import words_of

SAY, READ = "/desk/burden/", "/desk/burdens/"


standing_cast, cast = once_a_file(cast_of_dehua)


def say(browser: Client, **told: str):
    return browser.post(
        SAY, {"reason": "too_many", "path": "/desk/appeals/new/", "words": "", **told}
    )


@pytest.mark.one_engine
def test_one_tap_is_on_record_with_the_form_and_the_role_and_not_the_person(cast: Cast) -> None:
    appeal = in_hand(cast)
    done = say(
        at_desk(cast.users.handler),
        path=f"/desk/appeals/{appeal.pk}/finish/?x=1",
        key="k1",
        words="要填两遍",
    )
    assert done["Location"] == f"{SAY}?said=1"
    kept = {
        field.name: getattr(Burden.objects.get(), field.name)
        for field in Burden._meta.fields
        if field.name != "id"
    }
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


@pytest.mark.one_engine
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
def test_what_cannot_be_used_is_said_and_the_words_stay(
    cast: Cast, told: dict[str, str], field: str
) -> None:
    page = say(
        at_desk(cast.users.clerk),
        **{"words": "要填两遍" if told.get("reason") != "other" else "", **told},
    )
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert Burden.objects.count() == 0


@pytest.mark.one_engine
def test_whoever_says_it_all_the_time_is_slowed_down(cast: Cast) -> None:
    browser = at_desk(cast.users.clerk)
    assert [say(browser, key=str(number)).status_code for number in range(21)] == [302] * 20 + [429]
    assert say(at_desk(cast.users.lead)).status_code == 302


@pytest.mark.one_engine
def test_the_box_stands_under_the_forms_of_the_desk_and_not_before_residents(cast: Cast) -> None:
    appeal = in_hand(cast)
    addresses = (
        "/desk/appeals/new/",
        "/desk/appeals/batch/",
        f"/desk/appeals/{appeal.pk}/",
        "/desk/people/",
    )
    browser = at_desk(cast.users.lead)
    assert [
        f'action="{SAY}"' in browser.get(address).content.decode() for address in addresses
    ] == [True] * 4
    assert f'action="{SAY}"' not in Client().get("/").content.decode()


@pytest.mark.one_engine
def test_lead_supervisor_and_system_administrator_read_what_their_county_said(cast: Cast) -> None:
    for _time in range(2):
        say(at_desk(cast.users.clerk))
    say(at_desk(cast.users.handler), reason="other", words="字太小", path="/desk/people/")
    say(at_desk(cast.users.county_outsider))
    for who in ("lead", "supervisor", "system_admin"):
        page = at_desk(getattr(cast.users, who)).get(READ)
        assert [(words, each.times) for each, words, _reasons in page.context["counted"]] == [
            ("登记诉求", 2),
            ("居民", 1),
        ]
        assert [row.words for row, _words, _role in page.context["lines"]] == ["字太小", "", ""]
    assert [
        at_desk(getattr(cast.users, who)).get(READ).status_code
        for who in ("clerk", "handler", "audit_admin")
    ] == [403] * 3
    one = at_desk(cast.users.lead).get(READ, {"form": "people:list"})
    assert [(row.words, words) for row, words, _role in one.context["lines"]] == [
        ("字太小", "居民")
    ]
    assert [
        technical in one.content.decode() for technical in (">people:list<", ">appeals:register<")
    ] == [False, False]


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("form", "language", "words"),
    [
        ("appeals:desk_move finish", "zh-hans", "诉求：办结并答复"),
        ("appeals:desk_move finish", "en", "Appeal: Finish with a reply"),
        ("appeals:many hand_over", "zh-hans", "批量办理：转办"),
        ("appeals:desk_move gone", "en", "Appeal"),  # a move that there is no more
        ("appeals:gone", "en", "Appeals"),
        ("nowhere:gone", "en", "Another page of the desk"),
        ("", "en", "Another page of the desk"),
        ("../etc x", "en", "Another page of the desk"),
    ],
)
def test_a_form_is_called_by_the_words_of_its_page(form: str, language: str, words: str) -> None:
    with override(language):
        assert words_of(form) == words


@pytest.mark.one_engine
def test_no_page_of_the_desk_is_called_by_a_technical_name() -> None:
    views = {
        name
        for name, route in _named(get_resolver())
        if route.startswith("desk/") and not route.startswith("desk/admin")
    }
    with override("en"):
        assert (
            sorted(view for view in views if words_of(view) in {view, ""} or ":" in words_of(view))
            == []
        )


def _named(resolver: URLResolver, route: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    for each in resolver.url_patterns:
        here = route + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _named(each, here, f"{space}{each.namespace}:" if each.namespace else space)
        else:
            yield f"{space}{each.name}", here


def test_counts_are_of_the_last_ninety_days(cast: Cast) -> None:
    say(at_desk(cast.users.clerk))
    Burden.objects.update(on=clock.today() - timedelta(days=90))
    assert at_desk(cast.users.lead).get(READ).context["counted"] == []


def test_the_figure_counts_the_whole_county_wherever_it_is_read(cast: Cast) -> None:
    say(at_desk(cast.users.clerk))
    say(at_desk(cast.users.county_outsider))
    (measure,) = MEASURES
    found = {
        code: answer(measure, Window(code, clock.today())).value
        for code in ("350526", "350526100", "621121", "3505")
    }
    assert found == {"350526": 1, "350526100": 1, "621121": 1, "3505": 1}
