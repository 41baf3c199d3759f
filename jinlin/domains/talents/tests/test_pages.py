"""What do people find on the pages of talents, and how many statements does it cost?"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jinlin.core.time import clock
from jinlin.domains.talents import actions
from jinlin.domains.talents.actions import By, Find
from jinlin.domains.talents.jobs import certify_after_notice
from jinlin.domains.talents.models import Application, Help, Pair, Seat, Source, Talent
from jinlin.domains.talents.queries import directory
from jinlin.domains.talents.tests import cast as c
from jinlin.domains.talents.tests.cast import listed, now_of, person_of
from jinlin.ground.accounts.tests.county import COUNTY, at_desk, at_phone
from jinlin.services.documents.models import Objection, PublicNotice
from jinlin.services.volunteers.models import ServiceRecord

DESK = "/desk/talents/"


@pytest.fixture
def desk(cast):
    return at_desk(cast.users.clerk)


@pytest.fixture
def phone(cast):
    return _at_home(cast, "resident")


@pytest.fixture
def craftsman(cast):
    return _at_home(cast, "craftsman")


def _at_home(cast, who):
    client = at_phone(getattr(cast.users, who))
    client.cookies["place"] = cast.places.neighbourhood.code
    return client


def test_who_says_the_toilet_is_blocked_finds_the_plumber_nearby(cast, phone):
    listed(cast)
    for words in ("马桶堵了", "我家马桶又堵住了怎么办", "管道", "疏通"):
        assert "陈师傅" in phone.get("/talents/", {"q": words}).content.decode(), words
    for words in ("灯不亮", "想理发", "飞机坏了"):
        assert "陈师傅" not in phone.get("/talents/", {"q": words}).content.decode(), words


def test_the_nearest_come_first_and_who_does_not_come_so_far_is_left_out(cast):
    places = ("neighbourhood", "second_neighbourhood", "other_neighbourhood", "far_neighbourhood")
    for number, (place, reach) in enumerate(
        zip(places, ("community", "county", "town", "community"), strict=True)
    ):
        find = Find("会修", name=f"人{n}" if (n := number) else "人", phone=f"1370000000{n}")
        find = Find(
            "会修", name="人", phone=find.phone, called=f"{n}师傅", skills=[cast.skills["管道疏通"]]
        )
        at = getattr(cast.places, place)
        by = By(Source.NEIGHBOUR, person_of(cast))
        talent = actions.nominate(at, find, by=by, actor=cast.actors.resident)
        who = cast.actors.lead if n < 3 else cast.actors.town_outsider
        actions.take_in(talent, called=f"{n}师傅", actor=who)
        Talent.objects.filter(pk=talent.pk).update(reach=reach)
    code = cast.places.neighbourhood.code
    found = directory.found("马桶堵了", code, COUNTY)
    assert [card.called for card in found.cards] == ["0师傅", "1师傅", "2师傅"]
    assert [card.is_near for card in found.cards] == [True, True, False]


@pytest.mark.one_engine
def test_help_is_asked_for_on_a_phone_and_the_numbers_are_shown_after_the_yes(
    cast, phone, craftsman
):
    talent = listed(cast)
    address = f"/talents/{talent.pk}/ask/"
    form = phone.get(address).context["form"]
    told = {
        "key": form["key"].value(),
        "text": "马桶堵了",
        "wanted": "今晚",
        "door": "3号楼502",
        "is_paid": "free",
    }
    first, again = (phone.post(address, told) for _time in range(2))
    row = Help.objects.get()
    page = f"/talents/helps/{row.pk}/"
    assert [answer.headers["Location"] for answer in (first, again)] == [page] * 2
    number, door = cast.users.craftsman.phone, "3号楼502"
    before = phone.get(page).content.decode() + craftsman.get(page).content.decode()
    assert (number in before, cast.users.resident.phone in before, door in before) == (False,) * 3
    _move(craftsman, f"{page}accept/", comes="今晚七点半")
    after, theirs = phone.get(page).content.decode(), craftsman.get(page).content.decode()
    assert (number in after, "今晚七点半" in after, door in after) == (True, True, False)
    assert (cast.users.resident.phone in theirs, door in theirs) == (True, True)
    assert at_phone(cast.users.neighbour).get(page).status_code == 404
    staff = at_desk(cast.users.clerk).get(f"{DESK}helps/{row.pk}/").content.decode()
    assert (number in staff, door in staff) == (False, False)


@pytest.mark.one_engine
def test_a_help_told_of_becomes_a_service_record_once_and_a_paid_job_never(cast, phone, desk):
    row = c.finished(cast)
    _move(phone, f"/talents/helps/{row.pk}/tell/", went="well", words="多谢")
    form = desk.get(f"{DESK}helps/{row.pk}/record/").context["attempt"].form
    told = {name: form[name].value() for name in ("on", "begins", "ends", "version", "key")}
    told["on"] = f"{told['on']:%Y-%m-%d}"
    for _time in range(2):
        assert desk.post(f"{DESK}helps/{row.pk}/record/", told).status_code == 302
    record = ServiceRecord.objects.get()
    assert (now_of(row).record_id, record.minutes, record.trust) == (record.pk, 60, "confirmed")
    Help.objects.filter(pk=row.pk).update(state="told", is_paid=True, record_id=None)
    assert desk.get(f"{DESK}helps/{row.pk}/record/").status_code == 409


@pytest.mark.one_engine
def test_a_neighbour_nominates_and_joins_in_three_taps(cast, phone):
    address = "/talents/nominate/"
    form = phone.get(address).context["form"]
    told = {"key": form["key"].value(), "name": "老吴", "phone": "13922223333", "why": "会修灯"}
    for _time in range(2):
        assert phone.post(address, told).status_code == 302
    form = phone.get("/talents/join/").context["form"]
    told = {"key": form["key"].value(), "why": "我会写春联"}
    assert phone.post("/talents/join/", told).status_code == 302
    found = Talent.objects.order_by("found_at").values_list("source", "state")
    assert list(found) == [("neighbour", "nominated"), ("self", "nominated")]


@pytest.mark.one_engine
def test_staff_writes_down_a_find_and_a_sheet_and_whoever_is_there_is_left_out(cast, desk):
    form = desk.get(f"{DESK}new/").context["form"]
    place = cast.places.neighbourhood.code
    told = {"place": place, "name": "老吴", "phone": "13922223333", "why": "会修灯"}
    answer = desk.post(f"{DESK}new/", {**told, "key": form["key"].value()})
    assert answer.headers["Location"] == f"{DESK}{Talent.objects.get().pk}/"
    lines = "老吴，13922223333，理发，吴师傅\n老郑, 13922224444, 理发, 郑师傅"
    sheet = {"key": str(uuid4()), "place": place, "lines": lines, "agreed": "yes"}
    assert desk.post(f"{DESK}sheet/", sheet).status_code == 302
    assert Talent.objects.listed().values_list("called", flat=True).get() == "郑师傅"
    wrong = {**sheet, "key": str(uuid4()), "lines": "老郑 13922224444"}
    answer = desk.post(f"{DESK}sheet/", wrong)
    assert (answer.status_code, "老郑 13922224444" in answer.content.decode()) == (422, True)


@pytest.mark.one_engine
def test_a_certificate_comes_about_through_pages_alone(cast, craftsman, desk):
    """Applied on a phone, a panel at its desks, an objection by a neighbour, and the house."""
    listed(cast)
    form = craftsman.get("/talents/me/apply/").context["form"]
    told = {
        "key": form["key"].value(),
        "skill": str(cast.skills["管道疏通"].pk),
        "level": "middle",
        "words": "二十年水管工",
    }
    assert craftsman.post("/talents/me/apply/", told).status_code == 302
    application = Application.objects.get()
    lead = at_desk(cast.users.community_lead)
    address = f"{DESK}applications/{application.pk}/"
    people = {f"who_{n}": str(getattr(cast.users, who).pk) for n, who in enumerate(c.JUDGES, 1)}
    _move(lead, f"{address}convene/", **people, part_1="chair", part_2="craft", part_3="residents")
    _judged_on_pages(cast, address)
    _objected_and_overruled(cast, application, lead)


def _judged_on_pages(cast, address):
    for who in c.JUDGES:
        judge = at_desk(getattr(cast.users, who))
        seat = Seat.objects.get(user=getattr(cast.users, who))
        page = f"{DESK}panels/{seat.pk}/"
        assert "二十年水管工" not in judge.get(page).content.decode()
        assert "待声明" in judge.get("/desk/").content.decode()
        judge.post(page, {"key": str(uuid4()), "has_conflict": "no"})
        assert "二十年水管工" in judge.get(page).content.decode()
        judge.post(page, {"key": str(uuid4()), "verdict": "for", "words": "活儿好"})
        assert judge.get(address).status_code == 403


def _objected_and_overruled(cast, application, lead):
    address = f"{DESK}applications/{application.pk}/"
    _move(lead, f"{address}publish/")
    notice = PublicNotice.objects.get()
    neighbour = at_phone(cast.users.neighbour)
    page = f"/public-notices/{notice.pk}/"
    shown = neighbour.get(page).content.decode()
    assert ("陈***" in shown or "陈**" in shown, "陈水生" in shown) == (True, False)
    assert notice.title in neighbour.get("/public-notices/").content.decode()
    neighbour.post(page, {"key": str(uuid4()), "text": "上次修坏了"})
    objection = Objection.objects.get()
    late = clock.end_of(notice.until) + timedelta(hours=1)
    with clock.set_to(late):
        lead, neighbour, craftsman = (
            at_desk(cast.users.community_lead),
            at_phone(cast.users.neighbour),
            at_phone(cast.users.craftsman),
        )
        assert certify_after_notice() == 0
        _move(lead, f"{address}overrule/", objection=str(objection.pk), reason="查过，不是他修的")
        assert "查过，不是他修的" in neighbour.get(page).content.decode()
        assert (certify_after_notice(), certify_after_notice()) == (1, 0)
        certificate = now_of(application).certificate
        own = craftsman.get("/talents/me/").content.decode()
        assert f"/talents/certificates/{certificate.pk}/bundle/" in own
        paper = craftsman.get(f"/documents/{certificate.document_id}/").content.decode()
        assert "陈水生" in paper
        assert at_phone(cast.users.neighbour).get(page).status_code == 200


@pytest.mark.one_engine
def test_a_pair_goes_through_pages_of_mentor_and_learner(cast, craftsman):
    listed(cast)
    form = craftsman.get("/talents/me/pair/").context["form"]
    told = {
        "key": form["key"].value(),
        "skill": str(cast.skills["管道疏通"].pk),
        "name": "李大山",
        "phone": cast.users.neighbour.phone,
        "goals": "会用疏通机\n能独立上门",
    }
    person_of(cast, "neighbour")
    assert craftsman.post("/talents/me/pair/", told).status_code == 302
    pair = Pair.objects.get()
    page = f"/talents/pairs/{pair.pk}/"
    _move(craftsman, f"{page}agree/")
    today = f"{clock.today():%Y-%m-%d}"
    _move(craftsman, f"{page}meet/", on=today, minutes="60", what="看了一次")
    goal = pair.goals.first()
    _move(at_phone(cast.users.neighbour), f"{page}reach/", goal=str(goal.pk))
    _move(craftsman, f"{page}complete/", outcome="independent", words="出师了")
    shown = at_phone(cast.users.neighbour).get(page).content.decode()
    assert ("出师了" in shown, "会用疏通机" in shown) == (True, True)


PAGES = (
    "",
    "?state=all&q=陈",
    "new/",
    "sheet/",
    "applications/?state=all",
    "certificates/?state=all",
    "pairs/?state=all",
    "helps/?state=all",
)


@pytest.mark.one_engine
def test_every_page_of_the_desk_opens_with_rows_on_it(cast, desk):
    recorded = c.recorded(cast)
    talent = recorded.talent
    application = c.certified(
        cast,
        c.on_notice(
            cast, c.judged(cast, application=c.on_panel(cast, c.applied(cast, now_of(talent))))
        ),
    )
    pair = c.proposed(cast, now_of(talent))
    rows = [
        f"{talent.pk}/",
        f"{talent.pk}/apply/",
        f"{talent.pk}/pair/",
        f"{talent.pk}/describe/",
        f"applications/{application.pk}/",
        f"certificates/{application.certificate.pk}/",
        f"certificates/{application.certificate.pk}/review/",
        f"pairs/{pair.pk}/",
        f"helps/{recorded.pk}/",
    ]
    found = {address: desk.get(DESK + address).status_code for address in (*PAGES, *rows)}
    assert found == dict.fromkeys((*PAGES, *rows), 200)
    for kind in ("xlsx", "csv"):
        answer = desk.get(f"{DESK}export/{kind}/?state=all")
        assert (answer.status_code, len(b"".join(answer.streaming_content)) > 50) == (200, True)


@pytest.mark.one_engine
@pytest.mark.parametrize("address", [f"{DESK}?state=all", "/talents/", "/talents/?q=马桶堵了"])
def test_a_list_costs_the_same_with_one_and_with_three_rows(cast, desk, address):
    desk.cookies["place"] = cast.places.neighbourhood.code
    listed(cast)
    one = _statements(desk, address)
    finds = [
        Find(
            "会修",
            name=f"人{n}",
            phone=f"1371111333{n}",
            called=f"人{n}",
            skills=[cast.skills["管道疏通"]],
        )
        for n in range(2)
    ]
    actions.enter_finds(cast.places.neighbourhood, finds, actor=cast.actors.clerk)
    assert _statements(desk, address) == one


@pytest.mark.one_engine
@pytest.mark.parametrize("kind", ["applications", "certificates", "pairs", "helps"])
def test_the_other_boards_are_flat_too(cast, desk, kind):
    address = f"{DESK}{kind}/?state=all"
    tell = {
        "applications": lambda talent: c.applied(cast, talent),
        "certificates": lambda talent: c.certified(
            cast,
            c.on_notice(
                cast, c.judged(cast, application=c.on_panel(cast, c.applied(cast, talent)))
            ),
        ),
        "pairs": lambda talent: c.proposed(cast, talent),
        "helps": lambda talent: c.help_asked(cast, talent),
    }[kind]
    tell(listed(cast))
    one = _statements(desk, address)
    for who in ("second_clerk", "handler"):
        user = getattr(cast.users, who)
        find = Find(
            "会修", name=user.name, phone=f"1372222{len(who):04d}", skills=[cast.skills["管道疏通"]]
        )
        by = By(Source.NEIGHBOUR, person_of(cast))
        talent = actions.nominate(
            cast.places.neighbourhood, find, by=by, actor=cast.actors.resident
        )
        talent = actions.take_in(talent, called=user.name, actor=cast.actors.lead)
        if kind == "applications":
            actions.apply(
                talent, cast.skills["管道疏通"], level="junior", words="好", actor=cast.actors.lead
            )
        elif kind == "pairs":
            actions.propose(
                talent,
                person_of(cast, "neighbour"),
                skill=cast.skills["管道疏通"],
                goals=["会"],
                actor=cast.actors.lead,
            )
        elif kind == "helps":
            c.help_asked(cast, talent)
    assert _statements(desk, address) == one


def test_what_waits_names_the_next_step(cast, desk):
    talent = c.nominated(cast)
    assert "待核实" in desk.get("/desk/").content.decode()
    actions.take_in(talent, called="陈师傅", actor=cast.actors.clerk)
    assert "待核实" not in desk.get("/desk/").content.decode()
    c.applied(cast, now_of(talent))
    assert "申请待受理" in desk.get("/desk/").content.decode()


@pytest.mark.one_engine
def test_my_matters_show_what_i_asked_and_myself(cast, phone, craftsman):
    c.help_asked(cast)
    assert "马桶堵了" in phone.get("/mine/").content.decode()
    mine = craftsman.get("/mine/").content.decode()
    assert ("马桶堵了" in mine, "我的手艺" in mine) == (True, True)


@pytest.mark.one_engine
def test_a_stale_move_keeps_what_was_typed(cast, craftsman):
    row = c.help_asked(cast)
    address = f"/talents/helps/{row.pk}/decline/"
    form = craftsman.get(address).context["attempt"].form
    actions.call_off(now_of(row), actor=cast.actors.resident)
    told = {"version": form["version"].value(), "key": form["key"].value(), "reason": "今天真没空"}
    answer = craftsman.post(address, told)
    assert (answer.status_code, "今天真没空" in answer.content.decode()) == (409, True)


def _move(client, address, **told):
    form = client.get(address).context["attempt"].form
    hidden = {name: form[name].value() for name in ("version", "key")}
    answer = client.post(address, {**told, **hidden})
    assert answer.status_code == 302, answer.content.decode()[:4000]


def _statements(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as told:
        assert client.get(address).status_code == 200
    return len(told)
