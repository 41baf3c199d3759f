"""Do programs read masked, and does the register leave in a county's own form?"""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from xlsxwriter import Workbook

from jinlin.core.actor import SYSTEM
from jinlin.core.time import clock
from jinlin.domains.workforce import actions
from jinlin.domains.workforce.models import Application, ExportLayout, Policy, Update
from jinlin.domains.workforce.tests.cast import COUNTY, at_desk, registered
from jinlin.ground.accounts.actions import issue_token
from jinlin.services.notices import actions as notices
from jinlin.services.notices.models import Delivery, Message

pytestmark = pytest.mark.one_engine

API = "/api/v1/workforce"
JSON = "application/json"


def program(user, *scopes: str) -> Client:
    until = clock.today() + timedelta(days=9)
    token = {"name": "p", "scopes": list(scopes), "expires_on": until, "actor": SYSTEM}
    _token, raw = issue_token(user, **token)
    return Client(headers={"authorization": f"Bearer {raw}"})


@pytest.fixture
def registrar(cast):
    return program(cast.users.registrar, "workforce:read", "workforce:write")


def applied(cast) -> Application:
    one = registered(cast, "王社工", user=cast.users.worker)
    policy = Policy.objects.create(
        county=COUNTY,
        place_code=COUNTY,
        name="持证补贴",
        level=1,
        kind=Policy.Kind.ONCE,
        amount=1000,
        valid_from=clock.today() - timedelta(days=30),
    )
    held = one.qualifications.get()
    number = "6222020000000001"
    return actions.apply(held, policy=policy, account=number, actor=cast.actors.worker)


def test_people_are_read_masked_and_only_by_who_keeps_them(cast, registrar):
    one = registered(cast, "王社工")
    [found] = registrar.get(f"{API}/people").json()["items"]
    assert (found["id"], found["name"], found["level"]) == (str(one.pk), "王**", 1)
    detail = registrar.get(f"{API}/people/{one.pk}?year=2025")
    assert [each["level"] for each in detail.json()["holdings"]] == [1]
    assert "王社工" not in detail.content.decode()
    other = program(cast.users.other_registrar, "workforce:read")
    assert other.get(f"{API}/people/{one.pk}").status_code == 404
    assert other.get(f"{API}/people").json()["items"] == []
    assert other.get(f"{API}/posts?county={COUNTY}").status_code == 404


def test_an_update_sent_twice_is_one_and_waits_to_be_verified(cast, registrar):
    one = registered(cast, "王社工")
    told = {"hours": "8", "on": str(clock.today()), "subject": "小组工作"}
    sent = {"kind": "education", "told": told}
    key = {"headers": {"idempotency-key": "one"}}
    address = f"{API}/people/{one.pk}/updates"
    answers = [registrar.post(address, sent, content_type=JSON, **key) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert (Update.objects.count(), answers[0].json()["state"]) == (1, "sent")


def test_an_application_is_checked_by_a_program_and_heard_by_a_webhook(cast, registrar):
    wanted = notices.Wanted("hook", "https://example.org/hook", ["workforce."])
    notices.add_webhook(COUNTY, wanted, actor=SYSTEM)
    row = applied(cast)
    read = registrar.get(f"{API}/applications/{row.pk}").json()
    assert (read["person"], "check" in read["moves"]) == ("王**", True)
    sent = {"version": read["version"], "question": "编号看不清"}
    address = f"{API}/applications/{row.pk}/ask_back"
    assert registrar.post(address, sent, content_type=JSON).json()["state"] == "asked"
    assert registrar.post(address, sent, content_type=JSON).status_code == 409
    told = [json.loads(each.body) for each in Delivery.objects.filter(channel="webhook")]
    assert [each["event"] for each in told] == ["workforce.apply", "workforce.ask_back"]
    assert set(told[0]["data"]) == {"id", "state", "on"}
    assert Message.objects.filter(user=cast.users.worker, event="workforce.ask_back").count() == 1


def form() -> SimpleUploadedFile:
    buffer = io.BytesIO()
    with Workbook(buffer) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["阳城县社会工作人才统计表"])
        sheet.write_row(1, 0, ["填报单位：", "县委社会工作部"])
        sheet.write_row(2, 0, ["序号", "姓名", "身份证号", "工作单位", "职业资格等级", "备注"])
    return SimpleUploadedFile("form.xlsx", buffer.getvalue())


def rows_in(answer) -> str:
    book = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    parts = [name for name in book.namelist() if "sheet1" in name or "sharedStrings" in name]
    return "".join(book.read(name).decode() for name in parts)


def test_the_register_leaves_in_the_countys_own_form_masked_or_clear(cast):
    registered(cast, "王社工")
    desk = at_desk(cast.users.registrar)
    address = "/desk/workforce/layouts/"
    told = {"county": COUNTY, "name": "省厅表", "file": form()}
    for _time in range(2):
        told["key"] = desk.get(address).context["form"]["key"].value()
        told["file"] = form()
        assert desk.post(address, told).status_code == 302
    layout = ExportLayout.objects.get()
    assert [field for field, _level in layout.fields] == [
        *("", "name", "citizen_id", "unit", "level", "")
    ]
    masked = rows_in(desk.get(f"{address}{layout.pk}.xlsx"))
    assert ("阳城县社会工作人才统计表" in masked, "王社工" in masked) == (True, False)
    assert "阳城县人民医院" in masked
    assert "王社工" in rows_in(desk.post(f"{address}{layout.pk}.xlsx", {"why": "上报省厅"}))
    assert desk.post(f"{address}{layout.pk}.xlsx", {"why": ""}).status_code == 422
    other = at_desk(cast.users.other_registrar)
    assert other.get(f"{address}{layout.pk}.xlsx").status_code == 404


def test_a_form_without_a_table_of_people_is_refused_with_the_reason(cast):
    desk = at_desk(cast.users.registrar)
    buffer = io.BytesIO()
    with Workbook(buffer) as book:
        book.add_worksheet().write_row(0, 0, ["预算", "金额"])
    told = {
        "key": desk.get("/desk/workforce/layouts/").context["form"]["key"].value(),
        "county": COUNTY,
        "name": "表",
        "file": SimpleUploadedFile("form.xlsx", buffer.getvalue()),
    }
    answer = desk.post("/desk/workforce/layouts/", told)
    assert (answer.status_code, "表头" in answer.content.decode()) == (422, True)


def test_a_form_with_named_cells_is_filled_where_they_stand(cast, tmp_path):
    path = tmp_path / "form.xlsx"
    with Workbook(path) as book:
        sheet = book.add_worksheet("汇总")
        sheet.write_row(1, 1, ["人员情况", "", "说不清的列"])
        for name, cell in (("姓名", "B4"), ("证书编号_助理", "C4"), ("工作单位", "D4")):
            book.define_name(name, f"='汇总'!${cell[0]}${cell[1]}")
    layout = actions.keep_layout(COUNTY, name="带名称", path=path, actor=cast.actors.registrar)
    assert layout.fields == [
        ["", ""],
        ["name", ""],
        ["certificate", "assistant"],
        ["unit", ""],
    ]
    assert (layout.titles, layout.headings) == (
        [[], ["", "人员情况", "", "说不清的列"]],
        [[]],
    )
