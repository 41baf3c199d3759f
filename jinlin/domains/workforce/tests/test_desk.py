"""Do the pages show what there is, to those who may, in few statements?"""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jinlin.core.books import opened
from jinlin.core.timeline import Access
from jinlin.domains.workforce import jobs
from jinlin.domains.workforce.actions import sending
from jinlin.domains.workforce.models import Professional, Roster
from jinlin.domains.workforce.queries import board
from jinlin.domains.workforce.tests.cast import COUNTY, OTHER, at_desk, at_phone, registered
from jinlin.domains.workforce.tests.planted import PLANTED, id_of, write_planted
from jinlin.ground.accounts.models import Grant
from jinlin.ground.places.models import Place

BOARD = "/desk/workforce/"


def sent(cast, path: Path):
    file = SimpleUploadedFile("名册.xlsx", path.read_bytes())
    client = at_desk(cast.users.registrar)
    answer = client.post(f"{BOARD}rosters/", {"county": "140522", "file": file})
    return client, answer


@pytest.fixture
def planted(tmp_path):
    write_planted(tmp_path / "planted.xlsx")
    return tmp_path / "planted.xlsx"


def test_a_roster_is_sent_looked_at_landed_and_taken_back(cast, planted, tmp_path):
    client, answer = sent(cast, planted)
    waiting = sum(fault.waits for fault in PLANTED)
    page = client.get(answer.url)
    assert (page.status_code, Professional.objects.count()) == (200, 0)
    assert page.context["look"].counts.refused == waiting
    client.post(answer.url)
    assert Professional.objects.count() == len(PLANTED) - waiting
    back = tmp_path / "back.xlsx"
    back.write_bytes(b"".join(client.get(f"{answer.url}refused/").streaming_content))
    with opened(back) as book:
        assert sum(1 for _line in book.sheets[0].lines()) == waiting + 3
    client.post(f"{answer.url}take-back/")
    assert (Professional.objects.count(), Roster.objects.get().state) == (0, "taken_back")


def test_a_large_roster_is_looked_at_and_lands_by_the_worker_page_by_page(
    cast, planted, monkeypatch
):
    monkeypatch.setattr(sending, "AT_ONCE", 3)
    monkeypatch.setattr(sending, "LINES", 20)
    client, answer = sent(cast, planted)
    page = client.get(answer.url)
    assert (page.context["is_coming"], page.context["look"]) == (True, None)
    assert (jobs.look_at_sent_rosters(), jobs.look_at_sent_rosters()) == (1, 0)
    first = client.get(answer.url).context["look"]
    waiting = sum(fault.waits for fault in PLANTED)
    assert (first.counts.refused, len(first.faults), first.number) == (waiting, 20, 1)
    shown = [client.get(answer.url, {"page": n + 1}).context["look"] for n in range(first.pages)]
    assert sum(len(each.faults) for each in shown) == first.counts.problems
    assert (shown[-1].next, Professional.objects.count()) == (0, 0)
    with CaptureQueriesContext(connection) as asked:
        client.get(answer.url, {"page": first.pages})
    assert len(asked) < 20
    client.post(answer.url)
    assert Professional.objects.count() == 0
    assert (jobs.land_wanted_rosters(), jobs.land_wanted_rosters()) == (1, 0)
    assert Professional.objects.count() == len(PLANTED) - waiting
    assert client.get(answer.url).context["one"].state == "landed"


def test_who_lost_the_right_meanwhile_lets_nothing_land(cast, planted, monkeypatch):
    monkeypatch.setattr(sending, "AT_ONCE", 3)
    client, answer = sent(cast, planted)
    client.post(answer.url)
    Grant.objects.filter(user=cast.users.registrar).delete()
    assert (jobs.land_wanted_rosters(), Professional.objects.count()) == (0, 0)
    one = Roster.objects.get()
    assert (one.state, one.landing_asked_at, bool(one.trouble)) == ("sent", None, True)


@pytest.mark.one_engine
def test_what_is_no_roster_is_refused_beside_its_field(cast, tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"nothing")
    _client, answer = sent(cast, tmp_path / "a.xlsx")
    assert (answer.status_code, "file" in answer.context["form"].errors) == (422, True)
    assert Roster.objects.count() == 0


@pytest.mark.one_engine
def test_a_record_is_masked_until_somebody_says_why(cast):
    one = registered(cast)
    client = at_desk(cast.users.registrar)
    page = client.get(f"{BOARD}{one.pk}/")
    assert "王社工" not in page.content.decode()
    assert one.person.citizen_id not in page.content.decode()
    assert client.post(f"{BOARD}{one.pk}/", {"why": ""}).status_code == 422
    page = client.post(f"{BOARD}{one.pk}/", {"why": "核对证书"})
    assert "王社工" in page.content.decode()
    assert [a.why for a in Access.objects.filter(subject_id=one.pk)] == ["核对证书"]


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("who", "board", "record"),
    [
        ("registrar", 200, 200),
        ("prefecture", 200, 200),
        ("hospital", 200, 200),
        ("school", 200, 404),
        ("other_registrar", 200, 404),
        ("abroad_registrar", 200, 404),
        ("clerk", 403, 403),
        ("officer", 403, 403),
        ("lead", 403, 403),
        ("system_admin", 403, 403),
        ("security_admin", 403, 403),
        ("audit_admin", 403, 403),
    ],
)
def test_who_sees_the_register_and_a_record(cast, who, board, record):
    one = registered(cast)
    client = at_desk(getattr(cast.users, who))
    assert (client.get(BOARD).status_code, client.get(f"{BOARD}{one.pk}/").status_code) == (
        board,
        record,
    )


@pytest.mark.one_engine
def test_residents_are_led_to_the_right_door(cast):
    assert at_phone(cast.users.stranger).get(BOARD).status_code == 403


def test_the_board_costs_the_same_for_one_and_for_three(cast):
    registered(cast, "王一", citizen_id=id_of(21))
    client = at_desk(cast.users.registrar)
    client.get(BOARD)
    with CaptureQueriesContext(connection) as one:
        client.get(BOARD)
    for number in (23, 25):
        registered(cast, f"王{number}", citizen_id=id_of(number))
    with CaptureQueriesContext(connection) as three:
        assert len(client.get(BOARD).context["rows"]) == 3
    assert len(one) == len(three)


@pytest.mark.one_engine
def test_the_board_names_places_as_people_do(cast):
    one = registered(cast)
    client = at_desk(cast.users.registrar)
    [(_row, _sector, town)] = client.get(BOARD).context["rows"]
    name = Place.objects.present().get(code=one.place_code).name
    assert town == name
    assert f'<td data-label="地点">{name}</td>' in client.get(BOARD).content.decode()
    Professional.objects.filter(pk=one.pk).update(place_code=f"{COUNTY}999")
    assert f'<td data-label="地点">{COUNTY}999</td>' in client.get(BOARD).content.decode()


def test_a_prefecture_reads_its_counties_together_page_by_page(cast, monkeypatch):
    monkeypatch.setattr(board, "SIZE", 3)
    rows = [
        registered(cast, f"王{number}", citizen_id=id_of(number), county=county)
        for number, county in ((31, COUNTY), (33, OTHER), (35, COUNTY), (37, OTHER), (39, COUNTY))
    ]
    client = at_desk(cast.users.prefecture)
    with CaptureQueriesContext(connection) as asked:
        first = client.get(BOARD)
    wanted = sorted(rows, key=lambda row: row.pk, reverse=True)
    assert [row for row, _sector, _town in first.context["rows"]] == wanted[:3]
    following = client.get(BOARD, {"after": first.context["page"].next})
    assert [row for row, _sector, _town in following.context["rows"]] == wanted[3:]
    back = client.get(BOARD, {"after": following.context["page"].previous})
    assert [row for row, _sector, _town in back.context["rows"]] == wanted[:3]
    assert all(
        "ORDER BY" not in q["sql"] or "LIMIT" in q["sql"] for q in asked if "left_on" in q["sql"]
    )
    one = client.get(BOARD, {"county": OTHER})
    assert {row.county for row, _sector, _town in one.context["rows"]} == {OTHER}


def test_filters_find_a_whole_name_a_level_and_layers_add_up(cast):
    registered(cast, "王一", citizen_id=id_of(21), levels=(1, 2))
    registered(cast, "王二", citizen_id=id_of(23), levels=())
    client = at_desk(cast.users.registrar)
    found = client.get(BOARD, {"name": "王一", "level": "2", "schooling": "4"})
    assert len(found.context["rows"]) == 1
    layers = client.get(f"{BOARD}layers/", {"down": "town", "across": "sector"})
    assert sum(total for _name, _cells, total in layers.context["rows"]) == 2
    layers = client.get(f"{BOARD}layers/", {"down": "county", "across": "level"})
    assert [(str(name), total) for name, _cells, total in layers.context["rows"]] == [("阳城县", 2)]
