"""Is a pact found by its words, taken out as a file, and does what one said come back to one?"""

import csv
import io
import zipfile
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jinlin.core.time import clock
from jinlin.domains.pacts import actions, jobs
from jinlin.domains.pacts.queries.listed import Filters, board
from jinlin.domains.pacts.queries.mine import own
from jinlin.domains.pacts.tests.cast import (
    CLAUSES,
    changed,
    commenting,
    drafted,
    in_force,
    now_of,
    said,
)
from jinlin.ground.accounts.tests.county import at_desk, at_phone
from jinlin.services.notices.models import Delivery, Message, Webhook

BOARD = "/desk/pacts/"


@pytest.fixture
def desk(cast):
    return at_desk(cast.users.clerk)


def found(cast, text, who="clerk") -> list[str]:
    rows = board(getattr(cast.actors, who), Filters(state="", text=text))
    return [row.title for row in rows]


def test_it_is_found_by_its_name_its_place_and_the_words_of_its_clauses(cast, desk):
    pact = drafted(cast)
    assert [found(cast, text) for text in ("新村公约", "凤池新村", "电动车", "广场舞")] == [
        *([pact.title],) * 3,
        [],
    ]
    assert found(cast, "电动车", "other_clerk") == []
    assert pact.title in desk.get("/desk/search/?q=电动车").content.decode()


def test_written_anew_it_is_found_by_its_new_words_only(cast):
    pact = drafted(cast)
    texts = ["垃圾分好类再投放。", *CLAUSES[1:]]
    actions.write(pact, title="公约", changes=changed(pact, texts), actor=cast.actors.clerk)
    assert (found(cast, "垃圾分"), found(cast, "杂物")) == (["公约"], [])


def test_the_board_names_what_it_cannot_use_and_shows_its_filters_as_chips(cast, desk):
    pact = drafted(cast)
    page = desk.get(f"{BOARD}?q=电动车")
    assert [row.pact for row in page.context["rows"]] == [pact]
    assert [chip.words for chip in page.context["chips"]] == ["电动车"]
    assert desk.get(f"{BOARD}?since=nonsense").status_code == 422
    assert desk.get(f"{BOARD}export.csv?since=nonsense").status_code == 422


def test_the_file_holds_what_the_board_shows(cast, desk):
    pact = in_force(cast)
    drafted(cast, "second_neighbourhood")
    text = b"".join(desk.get(f"{BOARD}export.csv?state=in_force").streaming_content)
    head, *rows = csv.reader(io.StringIO(text.decode("utf-8-sig")))
    line = dict(zip(head, rows[0], strict=True))
    assert (len(rows), line["公约"], line["公约条款"], line["待答复意见"]) == (
        1,
        pact.title,
        "3",
        "0",
    )
    book = b"".join(desk.get(f"{BOARD}export.xlsx?state=all").streaming_content)
    sheet = zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row ") == 3


def test_a_file_costs_the_same_with_one_and_with_three_rows(cast, desk):
    def statements() -> int:
        with CaptureQueriesContext(connection) as told:
            b"".join(desk.get(f"{BOARD}export.csv?state=all").streaming_content)
        return len(told)

    drafted(cast)
    statements()  # whoever comes first asks more: a session, a place's names
    one = statements()
    for place in ("second_neighbourhood", "community"):
        drafted(cast, place)
    assert statements() == one


def test_what_one_said_stands_among_ones_own_matters_with_its_answer(cast):
    pact, phone = commenting(cast), at_phone(cast.users.resident)
    comment = said(cast, pact)
    assert [line.rank for line in own(cast.actors.resident).lines([comment])] == [2]
    assert "宠物要牵绳" in phone.get("/mine/").content.decode()
    assert "宠物要牵绳" not in at_phone(cast.users.neighbour).get("/mine/").content.decode()
    actions.answer(comment, answer="not_taken", reason="条例已有规定", actor=cast.actors.clerk)
    assert "条例已有规定" in phone.get("/mine/").content.decode()
    assert [line.rank for line in own(cast.actors.resident).lines([now_of(comment)])] == [3]


def test_whoever_keeps_a_pact_is_told_once_that_its_review_comes_due(cast):
    pact = in_force(cast)
    with clock.set_to(clock.at(pact.review_on - timedelta(days=40), 9)):
        assert jobs.remind() == 0
    with clock.set_to(clock.at(pact.review_on - timedelta(days=20), 9)):
        assert (jobs.remind(), jobs.remind()) == (1, 0)
    told = Message.objects.filter(event="pacts.remind")
    assert set(told.values_list("title", flat=True)) == {pact.title}


def test_whoever_said_something_is_told_of_its_answer_once(cast):
    pact, clerk = commenting(cast), cast.actors.clerk
    comment = said(cast, pact, "宠物要牵绳。")
    for _time in range(2):
        actions.answer(comment, answer="not_taken", reason="条例已有规定", actor=clerk)
    told = Message.objects.filter(event="pacts.answer")
    assert [(each.user, each.body) for each in told] == [
        (cast.users.resident, "您提的意见“宠物要牵绳。”：未采纳。条例已有规定")
    ]


def test_programs_hear_of_comments_and_answers_without_their_words(cast):
    hook = {"county": "350526", "name": "平台", "url": "https://hooks.example/", "secret": "s"}
    Webhook.objects.create(**hook, created_at=clock.now(), created_on=clock.today())
    pact = commenting(cast)
    comment = said(cast, pact, "宠物要牵绳。")
    actions.answer(comment, answer="taken", actor=cast.actors.clerk)
    heard = list(Delivery.objects.exclude(webhook=None).order_by("id"))
    assert [each.event for each in heard] == [
        *("pacts.draft", "pacts.publish", "pacts.comment", "pacts.answer")
    ]
    assert not any("牵绳" in str(vars(each)) for each in heard)
