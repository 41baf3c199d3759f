"""Does a person read what was said to them, in order, with one tap, and nobody else's?"""

from datetime import timedelta

import pytest
from django.test import Client

from jinlin.core.time import clock
from jinlin.ground.places.models import Organisation
from jinlin.services.notices import actions
from jinlin.services.notices.models import Message
from jinlin.services.notices.queries import inbox as inbox_of
from jinlin.services.notices.queries.inbox import inbox, unread
from jinlin.services.notices.tests.conftest import DEHUA, NOON, actor_of, say, to_user

pytestmark = pytest.mark.usefixtures("noon")


def tell_in_turn(cast, user, *titles):
    for number, title in enumerate(titles):
        with clock.set_to(NOON + timedelta(minutes=number)):
            say(cast, to_user(user), title=title, about=another())


def another():
    """A matter that nothing was told about before."""
    return Organisation(county=DEHUA)


def titles(user, **asked):
    return [(row.title, row.is_read) for row in inbox(actor_of(user), **asked).rows]


def test_unread_comes_first_and_then_the_latest(cast):
    wang = cast.users.wang
    tell_in_turn(cast, wang, "第一条", "第二条", "第三条", "第四条")
    for title in ("第三条", "第一条"):
        actions.read(Message.objects.get(title=title), actor=actor_of(wang))
    assert titles(wang) == [
        ("第四条", False),
        ("第二条", False),
        ("第三条", True),
        ("第一条", True),
    ]


def test_a_long_inbox_turns_its_pages_without_losing_any(cast):
    wang = cast.users.wang
    tell_in_turn(cast, wang, *(f"第{number}条" for number in range(70)))
    Message.objects.filter(title__in=[f"第{number}条" for number in range(0, 70, 2)]).update(
        is_read=True, read_at=NOON
    )
    seen, after = [], ""
    while True:
        page = inbox(actor_of(wang), after=after)
        seen += [row.title for row in page.rows]
        if not (after := page.next):
            break
    assert seen == [f"第{number}条" for number in [*range(69, 0, -2), *range(68, -1, -2)]]


@pytest.mark.one_engine
def test_one_tap_marks_read_and_opens_the_matter(cast, browser):
    say(cast, to_user(cast.users.wang))
    answer = browser(cast.users.wang).post(f"/notices/{Message.objects.get().pk}/open/")
    message = Message.objects.get()
    assert (answer.status_code, answer["Location"], message.is_read, message.read_at) == (
        302,
        "/appeals/1/",
        True,
        NOON,
    )


@pytest.mark.one_engine
def test_a_message_without_a_page_leads_back_to_the_inbox(cast, browser):
    say(cast, to_user(cast.users.wang), url="")
    assert (
        browser(cast.users.wang).post(f"/notices/{Message.objects.get().pk}/open/")["Location"]
        == "/notices/"
    )


@pytest.mark.one_engine
def test_only_looking_at_an_address_reads_nothing(cast, browser):
    say(cast, to_user(cast.users.wang))
    assert (
        browser(cast.users.wang).get(f"/notices/{Message.objects.get().pk}/open/").status_code,
        Message.objects.get().is_read,
    ) == (
        405,
        False,
    )


def test_the_first_time_it_was_read_stays(cast):
    say(cast, to_user(cast.users.wang))
    wang = actor_of(cast.users.wang)
    actions.read(Message.objects.get(), actor=wang)
    with clock.set_to(NOON + timedelta(hours=1)):
        actions.read(Message.objects.get(), actor=wang)
    assert Message.objects.get().read_at == NOON


def test_all_is_read_at_once_but_only_ones_own(cast, browser):
    tell_in_turn(cast, cast.users.wang, "第一条", "第二条")
    say(cast, to_user(cast.users.li))
    page = browser(cast.users.wang).post("/notices/read/", follow=True)
    assert [unread(actor_of(user)) for user in (cast.users.wang, cast.users.li)] == [0, 1]
    assert "2 条消息已标为已读。" in page.content.decode()


@pytest.mark.one_engine
def test_looking_at_a_matter_reads_what_was_told_about_it(cast):
    say(cast, to_user(cast.users.wang))
    say(cast, to_user(cast.users.wang), about=cast.town)
    assert (
        actions.read_about(cast.unit, actor=actor_of(cast.users.wang)),
        unread(actor_of(cast.users.wang)),
    ) == (1, 1)


@pytest.mark.one_engine
@pytest.mark.parametrize("other", ["li", "clerk", "lead", "system_admin", "security_admin"])
def test_another_persons_message_does_not_exist(cast, browser, other):
    say(cast, to_user(cast.users.wang), title="只给王秀英")
    stranger = browser(getattr(cast.users, other))
    answer = stranger.post(f"/notices/{Message.objects.get().pk}/open/")
    assert (answer.status_code, "只给王秀英" in stranger.get("/notices/").content.decode()) == (
        404,
        False,
    )


@pytest.mark.one_engine
@pytest.mark.parametrize("path", ["/notices/", "/notices/choices/"])
def test_whoever_is_not_signed_in_is_led_to_the_door(cast, path):
    assert Client().get(path)["Location"] == f"/sign-in/?next={path.replace('/', '%2F')}"


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("wang", 5), ("handler", 6)])
def test_the_inbox_costs_the_same_with_one_message_and_with_three(
    cast, browser, django_assert_num_queries, count, name, queries
):
    user = getattr(cast.users, name)
    tell_in_turn(cast, user, *(f"第{number}条" for number in range(count)))
    signed_in = browser(user)
    signed_in.get("/notices/")
    with django_assert_num_queries(queries):
        page = signed_in.get("/notices/")
    assert page.content.decode().count('class="line is-unread"') == count


@pytest.mark.one_engine
def test_an_empty_inbox_says_what_will_stand_there(cast, browser):
    page = browser(cast.users.wang).get("/notices/").content.decode()
    assert [
        words in page
        for words in ("还没有消息", "您的事项有进展时，会在这里告诉您。", "全部标为已读")
    ] == [True, True, False]


@pytest.mark.one_engine
@pytest.mark.parametrize(("count", "shown"), [(0, None), (3, "3"), (100, "99+")])
def test_the_bell_tells_how_many_are_unread(cast, browser, count, shown):
    tell_in_turn(cast, cast.users.wang, *(f"第{number}条" for number in range(count)))
    page = browser(cast.users.wang).get("/notices/").content.decode()
    assert (f'bell-count">{shown}' in page, "bell-count" in page) == (
        shown is not None,
        shown is not None,
    )


@pytest.mark.one_engine
def test_words_from_outside_stay_words(cast, browser):
    say(cast, to_user(cast.users.wang), title="<b>路灯</b>", body="<script>alert(1)</script>")
    page = browser(cast.users.wang).get("/notices/").content.decode()
    assert ("<b>路灯</b>" in page, "<script>alert" in page) == (False, False)


def test_what_was_said_about_one_matter_is_one_line_and_read_together(cast, browser):
    wang, matter = cast.users.wang, another()
    for number, title in enumerate(("已受理", "已转办", "已答复")):
        with clock.set_to(NOON + timedelta(minutes=number)):
            say(cast, to_user(wang), title=title, about=matter)
    say(cast, to_user(wang), title="别的事", about=another())
    assert titles(wang) == [("已答复", False), ("别的事", False)]
    page = browser(wang).get("/notices/").content.decode()
    assert (page.count('class="line is-unread"'), "此前的 2 条" in page) == (2, True)
    browser(wang).post(f"/notices/{Message.objects.get(title='已答复').pk}/open/")
    assert titles(wang) == [("别的事", False), ("已答复", True)]
    assert unread(actor_of(wang)) == 1


@pytest.mark.one_engine
def test_what_waits_for_oneself_stands_apart(cast, browser, monkeypatch):
    wang, to_do, to_know = cast.users.wang, another(), another()
    say(cast, to_user(wang), title="请您评价", about=to_do)
    say(cast, to_user(wang), title="已转办", about=to_know)
    monkeypatch.setattr(inbox_of, "_finders", [lambda _actor, _named: {to_do.pk}])
    page = browser(wang).get("/notices/").content.decode()
    at = [page.index(words) for words in ("等您办", "请您评价", "告诉您一声", "已转办")]
    assert at == sorted(at)
