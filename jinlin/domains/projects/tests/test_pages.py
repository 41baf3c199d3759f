"""What does staff and what does a resident see of projects and tasks, and what can they send?"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jinlin.core.tests.standing import standing
from jinlin.core.time import clock
from jinlin.domains.projects import actions
from jinlin.domains.projects.actions import Asking, Doing
from jinlin.domains.projects.models import (
    Aside,
    Draft,
    Project,
    Reply,
    Report,
    Spending,
    Stage,
    Survey,
    Task,
    TaskList,
    Word,
)
from jinlin.domains.projects.tests.cast import (
    aimed,
    bought,
    cast_of_projects,
    drafted,
    listed,
    midway,
    released,
    reviewing,
    spent,
    under_way,
    with_steps_reached,
    working,
)
from jinlin.domains.projects.tests.sheets import docx, xlsx
from jinlin.ground.accounts.tests.county import at_desk, at_phone

pytestmark = pytest.mark.one_engine


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker, tmp_path_factory):
    with standing(django_db_blocker, tmp_path_factory.mktemp("uploads")):
        yield cast_of_projects()


@pytest.fixture
def cast(house, db):
    return house


def desk(cast, who):
    return at_desk(getattr(cast.users, who))


def status_of(browser, address):
    """The answer is read to its end."""
    answer = browser.get(address)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


def fields_of(page, **more):
    """What the form of a page would send as it stands."""
    found = {}
    for name in page.context["form"].fields:
        bound = page.context["form"][name]
        value = bound.value()
        if value not in (None, "", False):
            found[name] = value.isoformat() if hasattr(value, "isoformat") else value
    return {**found, **more}


def test_a_project_is_proposed_planned_and_handed_in_on_pages(cast):
    browser = desk(cast, "worker")
    page = browser.get("/desk/projects/new/")
    kind, unit = page.context["form"].fields["kind"].choices[0][0], cast.units.agency.pk
    told = {"title": "暖心抚忧", "place": cast.places.community.code, "kind": kind, "unit": unit}
    told |= {"serves": "both", "year": clock.today().year, "key": uuid4()}
    first = browser.post("/desk/projects/new/", told)
    assert browser.post("/desk/projects/new/", told).url == first.url
    project = Project.objects.get()
    page = browser.get(f"/desk/projects/{project.pk}/plan/")
    typed = fields_of(page)
    typed[f"project-{project.pk}-need"] = "困境家庭缺少陪伴"
    typed["stage-new1-title"] = "走访"
    typed |= {"indicator-new1-name": "家庭", "indicator-new1-target": "10"}
    typed |= {"line-new1-title": "材料"}  # without its amount
    answer = browser.post(f"/desk/projects/{project.pk}/plan/", typed)
    assert (answer.status_code, Stage.objects.count()) == (422, 0)
    typed["line-new1-amount"] = "500"
    assert browser.post(f"/desk/projects/{project.pk}/plan/", typed).status_code == 302
    assert list(Stage.objects.values_list("title", flat=True)) == ["走访"]
    assert Project.objects.get().need == "困境家庭缺少陪伴"
    page = browser.get(f"/desk/projects/{project.pk}/")
    assert "服务设计" in page.content.decode() or page.context["missing"]


def test_two_who_hold_the_same_page_of_a_plan_keep_both(cast):
    project = drafted(cast)
    stage = Stage.objects.filter(project=project).first()
    address = f"/desk/projects/{project.pk}/plan/"
    pages = {who: desk(cast, who).get(address) for who in ("worker", "clerk")}
    typed = {who: fields_of(page, key=uuid4()) for who, page in pages.items()}
    typed["worker"][f"stage-{stage.pk}-goal"] = "找到25位能人"
    typed["clerk"][f"stage-{stage.pk}-goal"] = "找到18位能人"
    typed["clerk"][f"project-{project.pk}-design"] = "每周一次结对。"
    assert desk(cast, "worker").post(address, typed["worker"]).status_code == 302
    answer = desk(cast, "clerk").post(address, typed["clerk"])
    assert answer.status_code == 409
    aside = Aside.objects.get()
    assert (aside.stands, aside.wanted) == ("找到25位能人", "找到18位能人")
    assert "找到18位能人" in answer.content.decode()
    assert Project.objects.get().design == "每周一次结对。"
    settled = f"/desk/projects/{project.pk}/asides/{aside.pk}/"
    refused = desk(cast, "clerk").post(settled)  # the page says so, and its form saves the plan
    page = refused.content.decode()
    assert (refused.status_code, "请填写这一项。" in page) == (422, True)
    assert f'action="/desk/projects/{project.pk}/plan/"' in page
    assert desk(cast, "clerk").post(settled, {"taken": "yes"}).status_code == 302
    assert Stage.objects.get(pk=stage.pk).goal == "找到18位能人"


def test_every_page_of_a_project_opens_for_whoever_works_on_it(cast):
    project = working(cast)
    today = clock.today()
    told = Asking("您需要什么", [{"text": "哪一项", "options": ["送餐", "理发"]}], today, today)
    survey = actions.ask_needs(project, told, actor=cast.actors.worker)
    actions.hold(project, Doing("第一次结对", today, 12), actor=cast.actors.worker)
    spent(cast, project, 100, shares=(60,))
    spent(cast, project, 5000, reason="场地涨价")
    indicator = project.indicators.get()
    pages = ["", "plan/", "money/", "team/", "activities/", "needs/", f"needs/{survey.pk}/"]
    addresses = [f"/desk/projects/{project.pk}/{page}" for page in pages]
    addresses += [f"/desk/indicators/{indicator.pk}/", f"/desk/indicators/{indicator.pk}/count/"]
    addresses += ["/desk/projects/", "/desk/projects/export.xlsx", "/desk/projects/export.csv"]
    browser = desk(cast, "worker")
    assert {each: status_of(browser, each) for each in addresses} == dict.fromkeys(addresses, 200)


def test_money_is_spent_with_its_voucher_and_approved_beyond_a_line_by_name(cast):
    project = working(cast)
    address = f"/desk/projects/{project.pk}/money/"
    page = desk(cast, "worker").get(address)
    line = project.lines.first()
    told = {"what": "针线包", "amount": 1500, "line": line.pk, "spent_on": clock.today()}
    typed = fields_of(page, **told)
    typed["without_voucher"] = "摊贩不开票"
    assert desk(cast, "worker").post(address, typed).status_code == 422
    assert "还剩" in desk(cast, "worker").post(address, typed).content.decode()
    typed["reason"] = "人数翻倍"
    assert desk(cast, "worker").post(address, typed).status_code == 302
    row = Spending.objects.get()
    assert (row.state, row.beyond) == ("asked", 500)
    decide = f"{address}{row.pk}/"
    assert desk(cast, "worker").post(decide, {"verb": "approve"}).status_code == 403
    assert desk(cast, "approver").get(address).context["may_approve"]
    assert desk(cast, "approver").post(decide, {"verb": "approve"}).status_code == 302
    row = Spending.objects.get()
    assert (row.state, row.decided_name) == ("booked", "蒋审批")
    paper = SimpleUploadedFile("发票.xlsx", xlsx([["合计", "10"]]))
    typed = fields_of(page, **{**told, "amount": 10, "line": project.lines.last().pk})
    typed |= {"voucher": paper, "key": uuid4()}
    answer = desk(cast, "worker").post(address, typed)
    assert answer.status_code == 302, answer.context["form"].errors
    back = desk(cast, "worker").post(decide, {"verb": "take_back", "reason": ""})
    assert back.status_code == 422


def test_a_list_is_read_from_excel_and_word_and_each_line_is_shown_before_it_lands(cast):
    heading = ["序号", "重点任务", "责任单位", "配合单位", "完成时限"]
    rows = [
        heading,
        ["1", "举办培训班", "德化县城市管理局", "凤池社区居委会", "6月底前"],
        ["2", "建立台账", "某某办公室", "", "尽快"],
    ]
    browser = desk(cast, "lead")
    for content, name in ((xlsx(rows), "清单.xlsx"), (docx(rows), "清单.docx")):
        told = {"year": 2025, "place": cast.places.town.code, "key": uuid4()}
        answer = browser.post(
            "/desk/tasks/lists/", {**told, "file": SimpleUploadedFile(name, content)}
        )
        assert answer.status_code == 302, answer.context["form"].errors
        sent = TaskList.objects.latest("sent_at")
        assert [(line["title"], line["due_on"]) for line in sent.lines] == [
            ("举办培训班", "2025-06-30"),
            ("建立台账", ""),
        ]
        assert [len(line["problems"]) for line in sent.lines] == [0, 2]
    page = browser.get(f"/desk/tasks/lists/{sent.pk}/")
    assert "某某办公室" in page.content.decode()
    assert Task.objects.count() == 0
    typed = fields_of(page)
    assert browser.post(f"/desk/tasks/lists/{sent.pk}/", typed).status_code == 302
    task = Task.objects.get()
    assert (task.title, task.unit, task.number) == ("举办培训班", cast.units.bureau, 1)
    assert [each.unit for each in task.helpings.all()] == [cast.units.community]
    again = browser.post(f"/desk/tasks/lists/{sent.pk}/", {**typed, "key": uuid4()})
    assert again.status_code == 409
    strange = SimpleUploadedFile("a.xlsx", b"no file")
    told = {"year": 2025, "place": cast.places.town.code, "key": uuid4(), "file": strange}
    assert browser.post("/desk/tasks/lists/", told).status_code == 422


def test_a_task_shows_its_light_and_why_and_is_pressed_and_answered_on_pages(cast):
    task = listed(cast, days=3)
    supervisor, handler = desk(cast, "supervisor"), desk(cast, "handler")
    board = handler.get("/desk/tasks/")
    assert [row.shown.label for row in board.context["rows"]] == ["黄灯"]
    assert status_of(handler, "/desk/tasks/export.csv") == 200
    version = Task.objects.get().version
    press = f"/desk/tasks/{task.pk}/press/"
    asked = {"question": "场地落实了吗？", "version": version, "key": uuid4()}
    assert supervisor.post(press, asked).status_code == 302
    assert "场地落实了吗" in handler.get(f"/desk/tasks/{task.pk}/").content.decode()
    told = {"answer": "本周签协议。", "version": version + 1, "key": uuid4()}
    assert handler.post(f"/desk/tasks/{task.pk}/answer/", told).status_code == 302
    assert handler.post(f"/desk/tasks/{task.pk}/drop/", told).status_code == 403
    assert desk(cast, "other_clerk").get(f"/desk/tasks/{task.pk}/").status_code == 404


def test_a_report_is_drafted_corrected_and_signed_and_its_numbers_open(cast):
    task = with_steps_reached(cast)
    aimed(cast, task)
    handler = desk(cast, "handler")
    begun = handler.post(
        f"/desk/tasks/{task.pk}/report/draft/", {"as_of": clock.today(), "key": uuid4()}
    )
    assert begun.status_code == 302
    draft = Draft.objects.get()
    page = handler.get(f"/desk/tasks/{task.pk}/report/")
    typed = fields_of(page)
    key = draft.lines[0]["indicator"]
    typed[f"before-{key}"] = "已征求意见"
    assert handler.post(f"/desk/tasks/{task.pk}/report/", typed).status_code == 302
    stale = handler.post(f"/desk/tasks/{task.pk}/report/", {**typed, "key": uuid4()})
    assert stale.status_code == 409
    page = handler.get(f"/desk/tasks/{task.pk}/report/")
    assert (
        handler.post(f"/desk/tasks/{task.pk}/report/", {**fields_of(page), "sign": "1"}).status_code
        == 302
    )
    report = Report.objects.get()
    assert report.lines[0]["before"] == "已征求意见"
    shown = handler.get(f"/desk/tasks/{task.pk}/reports/{report.pk}/")
    assert "已征求意见" in shown.content.decode()
    day = clock.today().isoformat()
    assert handler.get(f"/desk/indicators/{key}/?on={day}").status_code == 200


def test_every_page_of_a_task_opens_for_its_unit(cast):
    task = under_way(cast)
    step = task.milestones.get()
    pages = ["", "steps/", f"steps/{step.pk}/", "report_done/", "answer/"]
    addresses = [f"/desk/tasks/{task.pk}/{page}" for page in pages]
    browser = desk(cast, "handler")
    found = {each: browser.get(each).status_code for each in addresses}
    assert found == {**dict.fromkeys(addresses, 200), addresses[3]: 409, addresses[4]: 409}
    done = browser.post(
        addresses[2], {"on": clock.today(), "evidence": "方案已印发", "key": uuid4()}
    )
    assert done.status_code == 302
    reopened = f"/desk/tasks/{task.pk}/steps/{step.pk}/open/"
    assert browser.post(reopened, {"reason": "还差一份"}).status_code == 302
    lead = desk(cast, "lead")
    assert lead.get("/desk/tasks/new/").status_code == 200
    told = {"title": "新任务", "unit": cast.units.bureau.pk, "due_on": "2027-06-30", "year": 2027}
    told |= {"place": cast.places.town.code, "steps": "2027-03-01 出方案", "key": uuid4()}
    assert lead.post("/desk/tasks/new/", told).status_code == 302
    assert lead.post("/desk/tasks/new/", {**told, "steps": "三月出方案"}).status_code == 422


def test_results_are_read_by_everybody_once_they_are_published(cast, client):
    project = released(cast)
    page = client.get(f"/projects/{project.pk}/")
    assert page.status_code == 200
    assert "结成了31对" in page.content.decode()
    assert client.get(f"/projects/{midway(cast, title='另一个').pk}/").status_code == 404
    phone = at_phone(cast.users.resident)
    said = {"is_fine": "yes", "text": "帮了大忙"}
    assert phone.post(f"/projects/{project.pk}/word/", said).status_code == 302
    assert phone.post(f"/projects/{project.pk}/word/", {**said, "is_fine": "no"}).status_code == 302
    assert [(each.is_fine, each.text) for each in Word.objects.all()] == [(False, "帮了大忙")]
    assert client.post(f"/projects/{project.pk}/word/", said).status_code == 401


def test_people_say_what_they_need_once_each_and_at_the_door_without_a_name(cast, client):
    project = drafted(cast)
    today = clock.today()
    questions = [{"text": "哪一项", "options": ["送餐", "理发"]}, {"text": "还有", "options": []}]
    told = Asking("您需要什么", questions, today, today + timedelta(days=7))
    survey = actions.ask_needs(project, told, actor=cast.actors.worker)
    address = f"/projects/surveys/{survey.pk}/"
    assert client.get("/projects/").status_code == 200
    phone = at_phone(cast.users.resident)
    assert phone.get(address).status_code == 200
    typed = {"answer-0": "送餐", "answer-1": "修灯", "key": uuid4()}
    assert phone.post(address, {"key": uuid4()}).status_code == 422
    assert phone.post(address, typed).status_code == 302
    assert phone.post(address, {**typed, "key": uuid4()}).status_code == 409
    door = f"/desk/projects/{project.pk}/needs/{survey.pk}/"
    assert desk(cast, "worker").post(door, {**typed, "key": uuid4()}).status_code == 302
    assert [(each.way, each.user_id is None) for each in Reply.objects.order_by("-way")] == [
        ("phone", False),
        ("door", True),
    ]
    page = desk(cast, "worker").get(f"/desk/projects/{project.pk}/needs/")
    assert page.context["heard"][0].questions[0].counts == [("送餐", 2), ("理发", 0)]
    assert Survey.objects.get().is_open


def test_boards_ask_the_same_number_of_statements_for_one_row_and_for_three(cast):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from jinlin.domains.projects.queries.listed import (
        Filters,
        board,
        task_board,
        tasks_listed,
    )
    from jinlin.domains.projects.queries.listed import listed as lines

    def counted():
        with CaptureQueriesContext(connection) as asked:
            for actor in (cast.actors.supervisor, cast.actors.lead):
                lines(board(actor, Filters()), actor=actor)
                tasks_listed(task_board(actor, Filters()), actor=actor)
        return len(asked)

    reviewing(cast)
    listed(cast)
    one = counted()
    for number in range(2):
        reviewing(cast, title=f"项目{number}")
        under_way(cast)
    assert counted() == one


def test_a_file_of_the_board_holds_its_rows(cast):
    drafted(cast, title="=1+1")
    answer = desk(cast, "worker").get("/desk/projects/export.csv?state=all")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "'=1+1" in text


def test_nobody_spends_on_another_projects_line(cast):
    one, other = working(cast), working(cast, title="另一个")
    from jinlin.core.errors import Unusable

    with pytest.raises(Unusable):
        actions.spend(one, bought(other), actor=cast.actors.worker)
