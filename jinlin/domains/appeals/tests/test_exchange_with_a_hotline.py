"""Is a work order of the hotline one appeal for ever, and does each side hear where it stands?"""

import base64
import csv
import io
import zipfile
from datetime import timedelta
from functools import partial

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotAllowed, Unusable
from jinlin.core.files import uploads
from jinlin.core.tests.attachments import picture
from jinlin.core.tests.databases import together
from jinlin.core.time import clock
from jinlin.domains.appeals import actions, jobs
from jinlin.domains.appeals.commands import hotline as console
from jinlin.domains.appeals.hotline import exchange, files, standing
from jinlin.domains.appeals.hotline.exchange import take_in_all
from jinlin.domains.appeals.models import Appeal, Difference, Hotline, WorkOrder
from jinlin.domains.appeals.queries import story
from jinlin.domains.appeals.tests.cast import COUNTY, at_desk, cast_of_dehua, now_of
from jinlin.ground.accounts.actions import issue_token
from jinlin.ground.accounts.models import Grant
from jinlin.ground.places.actions import merge
from jinlin.ground.places.tests.parallel import shared_house

__all__ = ["shared_house"]

ORDER = {
    "工单编号": "QZ-2025-0001",
    "诉求标题": "路灯不亮",
    "诉求内容": "凤池新村三号楼前的路灯坏了三天。",
    "诉求类别": "市政/照明",
    "事发地址": "三号楼前",
    "来电人": "王小梅",
    "来电号码": "13800000001",
    "来电时间": "2025-04-18 09:30:00",
    "工单状态": "已派单",
}


def hotline_of(cast):
    return Hotline.objects.create(
        county=COUNTY,
        slug="12345",
        name="泉州12345",
        place=cast.places.neighbourhood,
        classes={"市政/照明": "0202"},
        valid_from=clock.today() - timedelta(days=400),
    )


@pytest.fixture
def hotline(cast):
    return hotline_of(cast)


@pytest.fixture
def lead(cast):
    """The lead of the whole county."""
    user = cast.users.lead
    Grant.objects.filter(user=user).update(place=cast.places.county, organisation=None)
    return user


def taken(hotline, **changes):
    (outcome,) = take_in_all(hotline, [{**ORDER, **changes}], actor=SYSTEM)
    return outcome


def finish(appeal, cast, photos=()):
    appeal = actions.accept(now_of(appeal), actor=cast.actors.clerk)
    appeal = actions.hand_over(appeal, actor=cast.actors.clerk, unit=cast.units.bureau)
    return actions.finish(
        appeal, actor=cast.actors.handler, reply="路灯已经换好。", internal="", photos=photos
    )


def verbs(appeal):
    return [entry.verb for entry in timeline.trail(appeal)]


def test_an_order_becomes_an_appeal_with_all_that_it_says(hotline, cast):
    assert taken(hotline).status == "new"
    appeal = Appeal.objects.get()
    assert (appeal.channel, appeal.title, appeal.spot) == ("hotline", "路灯不亮", "三号楼前")
    assert (appeal.category_id, appeal.place) == ("0202", cast.places.neighbourhood)
    assert (appeal.reporter.name, appeal.source_ref) == ("王小梅", "12345:QZ-2025-0001")


def test_a_merged_place_is_known_by_the_code_that_it_had(hotline, cast):
    old, into = cast.places.neighbourhood, cast.places.second_neighbourhood
    merged = merge([old, into], code=into.code, name="凤池花园", actor=cast.actors.system_admin)
    assert taken(hotline, 区划代码=old.code).status == "new"
    assert Appeal.objects.get().place == merged


def test_twice_is_once(hotline):
    assert [taken(hotline).status for _time in range(2)] == ["new", "known"]
    assert (Appeal.objects.count(), WorkOrder.objects.count()) == (1, 1)


def test_what_is_new_in_it_is_added_and_a_withdrawal_followed(hotline):
    taken(hotline)
    assert taken(hotline, 诉求内容="又坏了一盏。").status == "changed"
    assert taken(hotline, 诉求内容="又坏了一盏。", 工单状态="撤单").status == "changed"
    appeal = Appeal.objects.get()
    assert (appeal.state, verbs(appeal)) == ("withdrawn", ["report", "add_information", "withdraw"])
    assert story(appeal, actor=SYSTEM)[-1].face == "泉州12345"


@pytest.mark.parametrize(
    ("word", "state", "verb"),
    [("回访满意", "closed", "close"), ("回访不满意", "in_hand", "reopen")],
)
def test_a_call_back_over_there_is_the_callers_judgement(hotline, cast, word, state, verb):
    taken(hotline)
    finish(Appeal.objects.get(), cast)
    taken(hotline, 工单状态=word)
    appeal = Appeal.objects.get()
    assert (appeal.state, verbs(appeal)[-2:]) == (state, ["judge", verb])


def test_a_step_that_is_not_open_here_stands_on_the_leads_list(hotline):
    taken(hotline)
    assert taken(hotline, 工单状态="回访满意").status == "changed"
    assert Appeal.objects.get().state == "reported"
    assert [each.kind for each in Difference.objects.open()] == ["not_followed"]


@pytest.mark.parametrize(
    "changes",
    [
        {"诉求内容": ""},
        {"工单编号": " "},
        {"区划代码": "999999"},
        {"来电时间": "昨天"},
        {"附件": "a.jpg"},
    ],
)
def test_a_row_that_cannot_be_used_is_refused_alone_with_its_reason(hotline, changes):
    rows = [{**ORDER, **changes}, {**ORDER, "工单编号": "QZ-2"}]
    outcomes = take_in_all(hotline, rows, actor=SYSTEM)
    assert [each.status for each in outcomes] == ["refused", "new"]
    assert outcomes[0].reason
    assert [each.kind for each in Difference.objects.open()] == ["refused"]


def test_what_was_refused_is_settled_once_it_came_in(hotline):
    taken(hotline, 诉求内容="")
    taken(hotline)
    assert Difference.objects.open().count() == 0


def test_the_answer_goes_back_in_their_words_once(hotline, cast):
    taken(hotline)
    (news,) = standing.news_for(hotline)
    assert (news.state, news.reply) == ("待签收", "")
    photo = uploads.receive(
        SimpleUploadedFile("lamp.jpg", picture()), county=COUNTY, actor=cast.actors.handler
    )
    finish(Appeal.objects.get(), cast, photos=[photo])
    (news,) = standing.news_for(hotline)
    assert (news.state, news.reply, news.unit) == ("已答复", "路灯已经换好。", "德化县城市管理局")
    assert news.named == ["QZ-2025-0001-1.jpeg"]
    heard = {news.order.number: news.version}
    assert exchange.give_back(hotline, heard, actor=SYSTEM) == 1
    assert exchange.give_back(hotline, heard, actor=SYSTEM) == 0
    assert standing.news_for(hotline) == []


def test_an_older_word_never_undoes_a_newer_one(hotline, cast):
    taken(hotline)
    old = standing.news_for(hotline)[0].version
    finish(Appeal.objects.get(), cast)
    new = standing.news_for(hotline)[0].version
    exchange.give_back(hotline, {ORDER["工单编号"]: new}, actor=SYSTEM)
    exchange.give_back(hotline, {ORDER["工单编号"]: old}, actor=SYSTEM)
    exchange.give_back(hotline, {ORDER["工单编号"]: new + 99}, actor=SYSTEM)
    assert WorkOrder.objects.get().given_version == new


def as_csv(rows, encoding="utf-8-sig"):
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(rows):
    book, packed = Workbook(), io.BytesIO()
    book.active.append(list(rows[0]))
    for row in rows:
        book.active.append(list(row.values()))
    book.save(packed)
    return packed.getvalue()


def as_zip(rows, **held):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("工单.csv", as_csv(rows))
        for name, content in held.items():
            archive.writestr(f"附件/{name}.jpg", content)
    return packed.getvalue()


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", as_csv([ORDER])),
        ("a.csv", as_csv([ORDER], "gb18030")),
        ("a.xlsx", as_xlsx([ORDER])),
        ("a.zip", as_zip([ORDER])),
    ],
)
def test_every_kind_of_table_says_the_same(name, content):
    rows, held = files.read(name, content)
    assert (rows, held) == ([ORDER], {})


def rows_as_xlsx(*rows):
    book, packed = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(list(row))
    book.save(packed)
    return packed.getvalue()


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("工单编号", "内容", "内容"), ("1", "灯", "水")], "内容"),
        ([("工单编号", "内容"), ("1", "灯"), ("2", "水", "管坏了")], "2"),
        ([("工单编号", "内容"), ("1", "灯"), ("合计", "1")], "2"),
    ],
)
def test_of_a_workbook_nothing_is_dropped_unsaid(rows, said):
    with pytest.raises(Unusable, match=said):
        files.read("a.xlsx", rows_as_xlsx(*rows))


def test_attachments_come_along_once(hotline):
    row = {**ORDER, "附件": "lamp.jpg"}
    content = as_zip([row], lamp=picture())
    for _time in range(2):
        rows, held = files.read("a.zip", content)
        take_in_all(hotline, rows, actor=SYSTEM, files=held)
    assert uploads.of(Appeal.objects.get()).count() == 1


@pytest.mark.one_engine
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 torn", b"\xff\xfe\x00"])
@pytest.mark.parametrize("name", ["a.zip", "a.xlsx"])
def test_a_torn_file_is_refused_in_words(lead, hotline, name, content):
    answer = at_desk(lead).post(
        "/desk/appeals/hotline/", {"hotline": "12345", "file": SimpleUploadedFile(name, content)}
    )
    assert answer.status_code == 422


def test_the_lead_takes_in_gives_back_and_sees_what_differs(lead, hotline, cast):
    browser = at_desk(lead)
    page = browser.post(
        "/desk/appeals/hotline/",
        {"hotline": "12345", "file": SimpleUploadedFile("a.csv", as_csv([ORDER]))},
    )
    assert (page.status_code, "已收进来" in page.content.decode()) == (200, True)
    finish(Appeal.objects.get(), cast)
    packed = browser.post("/desk/appeals/hotline/give/", {"hotline": "12345"})
    with zipfile.ZipFile(io.BytesIO(b"".join(packed.streaming_content))) as archive:
        book = load_workbook(io.BytesIO(archive.read("orders.xlsx")))
    heading, row = book.active.iter_rows(values_only=True)
    assert dict(zip(heading, row, strict=True))["工单状态"] == "已答复"
    assert standing.news_for(hotline) == []
    taken(hotline, 诉求内容="")
    page = browser.get("/desk/appeals/hotline/").content.decode()
    assert "没能收进来" in page
    difference = Difference.objects.open().get()
    browser.post(f"/desk/appeals/hotline/{difference.pk}/settle/")
    assert Difference.objects.open().count() == 0


def test_clerks_of_a_part_of_the_county_exchange_nothing(hotline, cast):
    for name in ("clerk", "lead", "handler", "resident", "county_outsider"):
        with pytest.raises(NotAllowed):
            take_in_all(hotline, [ORDER], actor=getattr(cast.actors, name))
    page = at_desk(cast.users.clerk).get("/desk/appeals/hotline/").content.decode()
    assert "还没有对接热线" in page


def test_at_night_what_differs_is_found_once_and_settled_when_it_is_over(hotline, cast):
    start = clock.now()
    with clock.set_to(start):
        taken(hotline)
        assert jobs.reconcile_hotlines() == 0
    with clock.set_to(start + timedelta(hours=25)):
        assert [jobs.reconcile_hotlines() for _time in range(2)] == [1, 1]
        assert [each.kind for each in Difference.objects.all()] == ["not_given"]
        (news,) = standing.news_for(hotline)
        exchange.give_back(hotline, {news.order.number: news.version}, actor=SYSTEM)
        assert jobs.reconcile_hotlines() == 0
    with clock.set_to(start + timedelta(hours=26)):
        taken(hotline, 工单状态="已办结")
        assert jobs.reconcile_hotlines() == 1
        assert [each.kind for each in Difference.objects.open()] == ["state"]


def test_their_whole_list_is_compared_with_ours(hotline, cast):
    start = clock.now()
    with clock.set_to(start):
        taken(hotline)
        taken(hotline, 工单编号="QZ-2")
    with clock.set_to(start + timedelta(days=2)):
        take_in_all(hotline, [ORDER], actor=SYSTEM, is_whole=True)
        hotline.refresh_from_db()
        heard = {news.order.number: news.version for news in standing.news_for(hotline)}
        exchange.give_back(hotline, heard, actor=SYSTEM)
        exchange.reconcile(hotline)
        found = [(each.number, each.kind) for each in Difference.objects.open()]
        assert found == [("QZ-2", "not_listed")]
        told = CliRunner().invoke(console, ["reconcile"], catch_exceptions=False).stdout
        assert told.splitlines()[0] == "12345: 1 differ"


def program(cast, lead, client):
    _token, raw = issue_token(
        lead,
        name="12345",
        scopes=["hotline:read", "hotline:write"],
        expires_on=clock.today() + timedelta(days=30),
        actor=cast.actors.security_admin,
    )
    client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {raw}"
    return client


def test_a_program_does_the_same_with_replies_and_files(lead, hotline, cast, client):
    call = program(cast, lead, client)
    said = {
        "orders": [{**ORDER, "附件": "lamp.jpg"}],
        "files": [{"name": "lamp.jpg", "content": base64.b64encode(picture()).decode()}],
    }
    address = "/api/v1/hotline/12345"
    found = [
        call.post(f"{address}/orders", said, content_type="application/json").json()[0]["status"]
        for _time in range(2)
    ]
    assert found == ["new", "known"]
    photo = uploads.receive(
        SimpleUploadedFile("done.jpg", picture()), county=COUNTY, actor=cast.actors.handler
    )
    finish(Appeal.objects.get(), cast, photos=[photo])
    (news,) = call.get(f"{address}/news").json()
    assert (news["order"]["答复内容"], news["files"]) == ("路灯已经换好。", [str(photo.pk)])
    number = ORDER["工单编号"]
    answer = call.get(f"{address}/orders/{number}/files/{photo.pk}")
    assert b"".join(answer.streaming_content)[:2] == b"\xff\xd8"
    callers_own = uploads.of(Appeal.objects.get()).exclude(pk=photo.pk).get()
    assert call.get(f"{address}/orders/{number}/files/{callers_own.pk}").status_code == 404
    heard = [{"number": number, "version": news["version"]}]
    answer = call.post(f"{address}/heard", heard, content_type="application/json")
    assert answer.json() == {"heard": 1}
    assert call.get(f"{address}/news").json() == []
    assert call.get("/api/v1/hotline/other/news").status_code == 404


def test_four_who_hand_one_order_in_at_once_make_one_appeal(shared_house):
    cast = cast_of_dehua()
    hotline = hotline_of(cast)
    outcomes = together(*(partial(taken, hotline) for _time in range(4)))
    assert sorted(each.status for each in outcomes) == ["known"] * 3 + ["new"]
    assert (Appeal.objects.count(), WorkOrder.objects.count()) == (1, 1)
