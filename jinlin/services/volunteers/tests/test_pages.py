"""Do the pages of volunteers show what is right, and take what is typed?"""

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jinlin.core.time import clock
from jinlin.ground.people.models import Person
from jinlin.services.volunteers import actions, queries
from jinlin.services.volunteers.models import (
    Activity,
    Membership,
    ServiceRecord,
    SheetLayout,
    Team,
    Volunteer,
)
from jinlin.services.volunteers.tests.cast import (
    DAY,
    LATER,
    at,
    at_desk,
    at_phone,
    now_of,
    planned,
    proposed,
    recorded,
    volunteer,
)
from jinlin.services.volunteers.tests.test_take_in_a_table import GOOD, table

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
PLACE = "350526100001001"


def sent(client, name, told, *args):
    with at(9, day=LATER):
        return client.post(
            reverse(f"volunteers:{name}", args=args), {"key": uuid4(), **told}, follow=True
        )


def read(client, name, *args):
    with at(9, day=LATER):
        return client.get(reverse(f"volunteers:{name}", args=args))


def test_every_page_of_the_desk_opens_and_names_nobody_in_full(cast):
    record, client = recorded(cast), at_desk(cast.users.lead)
    proposed(cast, "two")
    pages = [
        ("board",),
        ("teams",),
        ("team", cast.team.pk),
        ("pilots",),
        ("activities",),
        ("activity", record.activity_id),
        ("activity_move", record.activity_id, "confirm_sheet"),
        ("records",),
        ("record", record.pk),
        ("record_move", record.pk, "correct"),
        ("odd",),
        ("one", cast.one.pk),
        ("register",),
        ("new_team",),
        ("new_activity",),
        ("import",),
        ("export",),
    ]
    for name, *args in pages:
        answer = read(client, name, *args)
        assert (name, answer.status_code) == (name, 200)
        said = b"".join(answer.streaming_content if answer.streaming else [answer.content])
        assert name == "export" or "王小梅" not in said.decode(), name


def test_staff_register_found_plan_and_confirm(cast):
    client = at_desk(cast.users.leader)
    place = cast.places.neighbourhood.pk
    told = {"place": place, "name": "苏阿婆", "phone": "13700000009"}
    assert sent(client, "register", told).status_code == 200
    assert sent(client, "register", {**told, "name": ""}).status_code == 422
    team = {"place": place, "name": "红石榴", "kind": "social"}
    sent(client, "new_team", team)
    assert sent(client, "new_team", team).status_code == 422
    plan = {
        "team": cast.team.pk,
        "title": "爱心剪发",
        "content": "剪发",
        "day": DAY,
        "from_time": "14:00",
        "to_time": "15:00",
        "organiser": "凤池社区",
    }
    sent(client, "new_activity", plan)
    activity = Activity.objects.get(title="爱心剪发")
    sheet = {"helpers": [cast.one.pk, cast.three.pk], "version": activity.version}
    answer = sent(client, "activity_move", sheet, activity.pk, "confirm_sheet")
    assert answer.status_code == 200
    assert now_of(activity).state == "recorded"
    assert ServiceRecord.objects.filter(activity=activity).count() == 2
    assert Team.objects.filter(name="红石榴").count() == 1


def test_the_year_of_birth_is_asked_for_once_and_noted_where_somebody_registers(cast):
    desk = at_desk(cast.users.leader)
    new = {"place": cast.places.neighbourhood.pk, "name": "苏阿婆", "birth_year": "1958"}
    wrong = sent(desk, "register", {**new, "birth_year": "1858"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["birth_year"])
    assert sent(desk, "register", new).status_code == 200
    assert Person.objects.filter(birth_year=1958).count() == 1
    client = at_phone(cast.users.two)
    client.cookies["place"] = PLACE
    assert "birth_year" not in read(client, "register_me").text, "it is known"
    Volunteer.objects.filter(pk=cast.two.pk).update(person=Person.objects.create(county="350526"))
    Person.objects.filter(user=cast.users.two).delete()
    assert "birth_year" in read(client, "register_me").text
    sent(client, "register_me", {"sex": "m", "birth_year": "1971"})
    assert Person.objects.get(user=cast.users.two).birth_year == 1971


def test_a_stale_sheet_is_refused_and_kept(cast):
    record, client = recorded(cast), at_desk(cast.users.leader)
    sheet = {"helpers": [cast.two.pk], "version": 1}
    answer = sent(client, "activity_move", sheet, record.activity_id, "confirm_sheet")
    assert answer.status_code == 409
    assert ServiceRecord.objects.count() == 1


def test_the_volunteer_sees_where_each_minute_comes_from_and_checks_it(cast):
    record, client = recorded(cast), at_phone(cast.users.one)
    client.cookies["place"] = PLACE
    page = read(client, "mine").content.decode()
    assert "120" in page
    assert record.title in page
    answer = sent(client, "own_move", {"version": record.version}, record.pk, "verify")
    assert (answer.status_code, now_of(record).state) == (200, "verified")
    dispute = {"version": now_of(record).version, "reason": "少了"}
    sent(client, "own_move", dispute, record.pk, "dispute")
    assert now_of(record).state == "disputed"
    assert read(client, "own_move", record.pk, "strike").status_code == 404
    assert read(at_phone(cast.users.two), "own_record", record.pk).status_code == 404


def test_a_resident_registers_joins_and_asks_for_missing_hours(cast):
    client = at_phone(cast.users.two)
    client.cookies["place"] = PLACE
    join = reverse("volunteers:join", args=[cast.team.pk])
    assert join not in read(client, "teams_here").text  # a member is not asked to join
    Membership.objects.filter(volunteer=cast.two).update(state="left")
    assert join in read(client, "teams_here").text
    sent(client, "join", {}, cast.team.pk)
    asked = Membership.objects.get(volunteer=cast.two, state="asked")
    sent(at_desk(cast.users.leader), "decide", {}, asked.pk, "take-in")
    assert Membership.objects.get(pk=asked.pk).state == "member"
    missing = {
        "title": "扫雪",
        "content": "扫雪",
        "day": DAY,
        "from_time": "07:00",
        "to_time": "08:00",
        "reason": "忘了签到",
    }
    sent(client, "missing", missing)
    assert ServiceRecord.objects.get(title="扫雪").state == "requested"
    sent(client, "part", {}, asked.pk)
    assert Membership.objects.get(pk=asked.pk).state == "left"


def test_somebody_new_becomes_a_volunteer(cast):
    Volunteer.objects.filter(pk=cast.two.pk).update(person=Person.objects.create(county="350526"))
    Person.objects.filter(user=cast.users.two).delete()
    client = at_phone(cast.users.two)
    client.cookies["place"] = PLACE
    assert read(client, "mine").status_code == 302
    assert read(client, "register_me").status_code == 200
    sent(client, "register_me", {"sex": "m", "categories": "理发"})
    assert Volunteer.objects.own(cast.actors.two).get().sex == "m"


def test_what_was_written_afterwards_is_for_everybody_to_read_without_names(cast, client):
    record = proposed(cast)
    client.cookies["place"] = PLACE
    with at(9, day=LATER):
        page = client.get(reverse("volunteers:exceptions")).content.decode()
    assert "120" in page
    assert record.organiser in page
    assert "王" not in page
    assert record.reason not in page
    assert client.get("/volunteers/written-afterwards/?month=x").status_code == 422


def test_own_page_county_page_and_certificate_show_the_same_sum(cast):
    record = recorded(cast)
    with at(13):
        actions.verify(record, actor=cast.actors.one)
        paper = actions.certify(cast.one, actor=cast.actors.one)
    sums = queries.sums_of(cast.one)
    assert sums.counted == 120 == paper.data["minutes"] == sums.checked
    for client, name, args in (
        (at_phone(cast.users.one), "mine", ()),
        (at_desk(cast.users.lead), "one", (cast.one.pk,)),
    ):
        client.cookies["place"] = PLACE
        assert read(client, name, *args).context["sums"] == sums


def test_hours_are_written_afterwards_and_lines_enter_the_file(cast):
    client = at_desk(cast.users.leader)
    told = {
        "title": "补",
        "content": "打扫",
        "day": DAY,
        "from_time": "07:00",
        "to_time": "08:00",
        "reason": "纸",
        "reason_kind": "paper",
    }
    assert sent(client, "backfill", told, cast.one.pk).status_code == 200
    assert sent(client, "backfill", told, cast.one.pk).status_code == 409
    entry = {"group": "qualification", "title": "理发师证", "on": DAY}
    assert sent(client, "enter", entry, cast.one.pk).status_code == 200
    wrong = {**entry, "valid_until": "2020-01-01"}
    assert sent(client, "enter", wrong, cast.one.pk).status_code == 422
    assert cast.one.entries.count() == 1


def test_a_table_comes_in_by_the_page(cast):
    file = SimpleUploadedFile("h.xlsx", table(GOOD).getvalue())
    told = {"place": cast.places.neighbourhood.pk, "organiser": "凤池", "file": file}
    page = sent(at_desk(cast.users.leader), "import", told)
    assert page.status_code == 200
    assert page.context["taken"].problems[0][0] == 2
    told["file"] = SimpleUploadedFile("h.xlsx", BytesIO(b"x").getvalue())
    assert sent(at_desk(cast.users.leader), "import", told).status_code == 422


def test_lists_ask_the_same_however_long(cast):
    recorded(cast)
    client, asked = at_desk(cast.users.lead), []
    statements(client, "board")  # what a first page of a session asks beside
    for _time in range(2):
        asked.append([statements(client, name) for name in ("board", "teams", "activities")])
        planned(cast, starts_at=clock.at(LATER, 9), ends_at=clock.at(LATER, 10))
        volunteer(cast)
    assert asked[0] == asked[1]


def statements(client, name):
    with at(9, day=LATER), CaptureQueriesContext(connection) as asked:
        client.get(reverse(f"volunteers:{name}") + "?state=all")
    return len(asked)


def test_a_volunteer_is_found_by_name_and_the_list_leaves_as_a_file(cast):
    client = at_desk(cast.users.lead)
    name = cast.one.person.name
    with at(9, day=LATER):
        found = client.get(reverse("volunteers:board") + f"?q={name}").content.decode()
        nobody = client.get(reverse("volunteers:board") + "?q=诸葛").content.decode()
        box = client.post("/desk/search/", {"q": name}).content.decode()
    one = reverse("volunteers:one", args=[cast.one.pk])
    assert (one in found, one in nobody, one in box) == (True, False, True)
    answer = read(client, "people_csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + Volunteer.objects.count()
    assert name not in "".join(lines)


def test_records_leave_under_the_headings_of_the_countys_own_table(cast):
    SheetLayout.objects.create(county="350526", name="县表", columns={"title": "项目名称"})
    recorded(cast)
    with at(9, day=LATER):
        answer = at_desk(cast.users.lead).get(reverse("volunteers:export_csv") + "?state=all")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert (lines[0].split(",")[1], len(lines)) == ("项目名称", 2)
