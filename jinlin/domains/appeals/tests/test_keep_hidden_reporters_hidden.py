"""Does a resident who asked to be kept from the handling unit stay hidden in their own words, on
every page, list, print, file, paper, message, link and API answer that the unit gets?
"""

import json
from datetime import timedelta

import pytest
from django.test import Client

from jinlin.core.actor import SYSTEM
from jinlin.core.rows import title_of
from jinlin.core.search import matching
from jinlin.core.secrets.spelled import without_numbers
from jinlin.core.time import clock
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.models import Appeal, Identity
from jinlin.domains.appeals.queries.veiling import veiled
from jinlin.domains.appeals.tests.cast import at_desk, in_hand, now_of, person
from jinlin.ground.accounts.actions import issue_token

pytestmark = pytest.mark.one_engine

SPELLED = (
    "13812345678",
    "138 1234 5678",
    "138-1234-5678",
    "+86 138 1234 5678",
    "8613812345678",
    "１３８１２３４５６７８",
    "一三八一二三四五六七八",
    "0595-23522222",
    "(0595) 2352 2222",
    "+86 595 23522222",
    "23522222",
    "400-123-4567",
    "350526194903070012",
    "350526 19490307 001X",
    "350526490307001",
    "+85291234567",
    "+886 912 345 678",
    "①③⑧①②③④⑤⑥⑦⑧",
    "138\u200b1234\u200b5678",
    "6222 0210 0100 1234 567",
    "E12345678",
)
HARMLESS = ("2025年4月18日", "20250418", "2025-04-18 08:30", "250418-ABCDE", "3幢502室", "12345")
NAME = "王小梅"
SECRETS = (*SPELLED, NAME)
READS = ("", "finish/", "add_information/", "return_/", "ask_extension/", "pause/", "convene/")


@pytest.mark.parametrize("number", SPELLED)
def test_a_number_is_hidden_however_it_is_spelled(number):
    told = without_numbers(f"打{number}找我")
    assert (number in told, "*" in told, told[0], told[-2:]) == (False, True, "打", "找我")


@pytest.mark.parametrize("words", HARMLESS)
def test_days_and_doors_and_our_own_numbers_stay(words):
    assert without_numbers(f"从{words}起") == f"从{words}起"


def test_neighbouring_numbers_do_not_hide_each_other():
    assert without_numbers("502室13812345678或23522222") == "502室138****5678或235***22"


@pytest.fixture
def hidden(cast) -> Appeal:
    """In the bureau's hand; what it says of itself stands in title, text, spot and a later word."""
    text = f"{NAME}，{SPELLED[0]}：路灯坏了。" + "；".join(SPELLED)
    appeal = in_hand(cast, text=text, spot=f"{NAME}家 {SPELLED[1]}", identity=Identity.HIDDEN)
    actions.add_information(appeal, actor=cast.actors.resident, text=f"再打{SPELLED[3]}，{NAME}")
    return now_of(appeal)


def found_in(told: str) -> list[str]:
    return [secret for secret in SECRETS if secret in told]


def test_no_page_list_print_or_file_of_the_unit_names_them(cast, hidden):
    browser = at_desk(cast.users.handler)
    lists = ("/desk/", "/desk/appeals/", "/desk/appeals/print/", "/desk/appeals/export.csv")
    lists = (*lists, f"/desk/search/?q={hidden.number[:-1]}", "/desk/search/?q=路灯坏了")
    own = [f"/desk/appeals/{hidden.pk}/{move}" for move in READS]
    told = {}
    for address in (*lists, *own):
        answer = browser.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        told[address] = (answer.status_code, found_in(body.decode()))
    assert told == {address: (200, []) for address in told}
    assert hidden.number in browser.get("/desk/appeals/").text


def test_nobody_finds_them_by_trying_a_name_or_a_number_on_their_words(cast, hidden):
    def found(words: str) -> bool:
        return Appeal.objects.filter(matching(Appeal, words)).exists()

    assert ([secret for secret in SECRETS if found(secret)], found("路灯坏了")) == ([], True)


def test_no_list_that_asks_nobody_who_reads_it_names_them(hidden):
    assert found_in(title_of(hidden)) == []
    assert hidden.number in title_of(hidden)


def test_no_message_paper_or_link_names_them(cast, hidden):
    from jinlin.services.documents.models import Document
    from jinlin.services.notices.models import Delivery, Message

    messages = Message.objects.exclude(user=cast.users.resident)
    kept = [
        *(f"{each.title} {each.body}" for each in messages),
        *(f"{each.title} {each.body}" for each in Delivery.objects.filter(message__in=messages)),
        *(
            f"{each.title} {json.dumps(each.data, ensure_ascii=False)}"
            for each in Document.objects.all()
        ),
    ]
    assert kept
    assert [found_in(words) for words in kept if found_in(words)] == []
    raw = (
        actions.send_link(hidden, actor=cast.actors.clerk) if hasattr(actions, "send_link") else ""
    )
    page = Client().get(f"/link/{raw}/") if raw else None
    assert page is None or found_in(page.text) == []


def test_no_program_of_the_unit_reads_them(cast, hidden):
    _token, raw = issue_token(
        cast.users.handler,
        name="unit",
        scopes=["appeals:read"],
        expires_on=clock.today() + timedelta(days=300),
        actor=SYSTEM,
    )
    headers = {"Authorization": f"Bearer {raw}"}
    addresses = (
        "/api/v1/appeals",
        f"/api/v1/appeals/{hidden.pk}",
        f"/open311/v2/requests/{hidden.number}.json?api_key={raw}",
    )
    told = [Client().get(each, headers=headers) for each in addresses]
    assert [(answer.status_code, found_in(answer.text)) for answer in told] == [(200, [])] * 3


def test_those_who_pass_it_on_read_every_word(cast, hidden):
    page = at_desk(cast.users.clerk).get(f"/desk/appeals/{hidden.pk}/").text
    assert [number for number in SPELLED if number not in page] == []


def test_a_masked_copy_is_never_saved(cast, hidden):
    copy = veiled(hidden, actor=cast.actors.handler)
    with pytest.raises(ValueError, match="masked"):
        copy.save()
    assert NAME in Appeal.objects.get().text
    assert person(cast).name == NAME
