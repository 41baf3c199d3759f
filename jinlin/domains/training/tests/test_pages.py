"""What do people find on the pages of training, and how many statements does it cost?"""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar
from PIL import Image

from jinlin.core.actor import SYSTEM
from jinlin.core.files.uploads import Upload
from jinlin.domains.training import actions
from jinlin.domains.training.models import Evidence, LessonFeed, Placement, Rung
from jinlin.domains.training.tests.cast import (
    AFTER,
    FRIDAY,
    agreed,
    announced,
    at,
    at_desk,
    at_phone,
    certified,
    enrolled,
    introduced,
    lesson_of,
    now_of,
    people,
    slot,
)

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
DESK = "/desk/training/"


@pytest.fixture
def organiser(cast):
    return at_desk(cast.users.organiser)


def terms_of(client, row):
    page = client.get(f"{DESK}{row.pk}/terms/")
    form = page.context["form"]
    given = {field.html_name: field.value() for field in form}
    return {name: "" if value is None else value for name, value in given.items()}


def test_terms_are_changed_on_a_page_until_the_class_is_announced(cast, organiser):
    row = agreed(cast, needs="自带手机")
    with at(12):
        told = terms_of(organiser, row)
        assert (told["title"], told["needs"]) == ("电商直播班", "自带手机")
        sent = {**told, "title": "直播入门班", "seats": "5"}
        assert organiser.post(f"{DESK}{row.pk}/terms/", sent).status_code == 302
        row = now_of(row)
        assert (row.title, row.seats, row.needs, row.module) == (
            *("直播入门班", 5, "自带手机"),
            cast.module,
        )
        wrong = {**told, "key": terms_of(organiser, row)["key"], "seats": "0"}
        assert organiser.post(f"{DESK}{row.pk}/terms/", wrong).status_code == 422
    open_class = announced(cast, title="乙班", days=(AFTER,))
    with at(12, 20):
        told = terms_of(organiser, open_class)
        answer = organiser.post(f"{DESK}{open_class.pk}/terms/", {**told, "seats": "9"})
    assert (answer.status_code, now_of(open_class).seats) == (409, 2)
    assert "9" in answer.content.decode()  # what was typed is kept


def hired(cast):
    row = introduced(cast)
    with at(11, day=AFTER):
        row = actions.agree_to_introduction(row, actor=cast.actors.resident)
        actions.hire(row, since=AFTER, actor=cast.actors.lead)
    return Placement.objects.get()


def test_work_noted_by_mistake_is_struck_out_on_its_page_and_what_was_typed_is_kept(cast):
    placement = hired(cast)
    lead, address = at_desk(cast.users.lead), f"{DESK}placements/{placement.pk}/"
    with at(12, day=AFTER):
        key = lead.get(f"{address}strike/").context["form"]["key"].value()
        assert lead.post(f"{address}strike/", {"key": key, "reason": " "}).status_code == 422
        answer = lead.post(f"{address}strike/", {"key": key, "reason": "是另一位居民"}, follow=True)
        assert "是另一位居民" in answer.content.decode()
        assert now_of(placement).struck_by == cast.users.lead.pk
        key = lead.get(f"{address}strike/").context["form"]["key"].value()
        refused = lead.post(f"{address}strike/", {"key": key, "reason": "再来一次撤销"})
        assert (refused.status_code, "再来一次撤销" in refused.content.decode()) == (409, True)
        other = at_desk(cast.users.supervisor)
        assert other.post(f"{address}strike/", {"reason": "x"}).status_code == 403
        assert at_desk(cast.users.town_outsider).get(f"{address}strike/").status_code in (403, 404)


def picture():
    file = BytesIO()
    Image.new("RGB", (40, 30), "white").save(file, "JPEG")
    return SimpleUploadedFile("contract.jpg", file.getvalue(), content_type="image/jpeg")


def test_a_document_is_attached_to_its_rung_sealed_and_served_to_whoever_sees_the_work(cast):
    placement = hired(cast)
    lead, address = at_desk(cast.users.lead), f"{DESK}placements/{placement.pk}/"
    with at(12, day=AFTER):
        key = lead.get(address).context["form"]["key"].value()
        sent = {"key": key, "rung": str(Rung.SEEN), "words": "", "paper": picture()}
        assert lead.post(address, sent).status_code == 302
        evidence, file = Evidence.objects.get(rung=Rung.SEEN), Upload.objects.get()
        assert (file.subject_id, file.is_sealed, now_of(placement).rung) == (
            *(evidence.pk, True),
            Rung.SEEN,
        )
        url = f"/files/{file.pk}/"
        assert url in lead.get(address).content.decode()
        served = {
            name: at_desk(getattr(cast.users, name)).get(url).status_code
            for name in ("lead", "supervisor", "employer", "school_partner", "town_outsider")
        }
    assert served == {
        **dict.fromkeys(("lead", "supervisor", "employer"), 200),
        **dict.fromkeys(("school_partner", "town_outsider"), 404),
    }


def test_a_document_that_was_not_seen_needs_words_or_a_paper(cast):
    placement = hired(cast)
    lead, address = at_desk(cast.users.lead), f"{DESK}placements/{placement.pk}/"
    with at(12, day=AFTER):
        key = lead.get(address).context["form"]["key"].value()
        answer = lead.post(address, {"key": key, "rung": str(Rung.SEEN), "words": ""})
    assert (answer.status_code, now_of(placement).rung) == (422, Rung.TOLD)


def feed_of(user):
    page = at_phone(user).post("/training/mine/calendar/")
    address = page.context["address"]
    return "/" + address.partition("://")[2].partition("/")[2]


def names_in(content):
    calendar = Calendar.from_ical(content)
    return [(str(each["summary"]), str(each["status"])) for each in calendar.walk("VEVENT")]


def test_a_pupil_s_calendar_holds_their_lessons_and_follows_what_moves(cast):
    row = announced(cast)
    enrolled(cast, row, cast.resident)
    with at(15):
        url = feed_of(cast.users.resident)
        name = "电商直播班 开播准备"
        assert names_in(Client().get(url).content) == [(name, "CONFIRMED")] * 2
        actions.cancel_lesson(lesson_of(row, 2), reason="停电", actor=cast.actors.organiser)
        assert names_in(Client().get(url).content) == [
            (name, "CONFIRMED"),
            (f"已取消：{name}", "CANCELLED"),
        ]
        actions.give_up(row.enrolments.get(), actor=cast.actors.resident)
        assert names_in(Client().get(url).content) == []


def test_a_teacher_s_calendar_holds_what_they_teach_and_nobody_s_name(cast):
    row = announced(cast)
    enrolled(cast, row, cast.resident)
    with at(15):
        content = Client().get(feed_of(cast.users.teacher)).content
    assert names_in(content) == [("授课：电商直播班 开播准备", "CONFIRMED")] * 2
    assert f"/desk/training/lessons/{lesson_of(row).pk}/" in content.decode().replace("\r\n ", "")
    assert cast.resident.name not in content.decode()


def test_a_new_address_ends_the_old_one_and_taken_back_none_opens(cast):
    with at(15):
        old, new = (feed_of(cast.users.resident) for _time in range(2))
        assert [Client().get(url).status_code for url in (old, new)] == [404, 200]
        phone = at_phone(cast.users.resident)
        assert phone.post("/training/mine/calendar/", {"revoke": "1"}).status_code == 302
        assert Client().get(new).status_code == 404
    assert LessonFeed.objects.filter(revoked_at=None).count() == 0


def counted(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_lists_of_one_and_of_three_cost_as_many_statements(cast, organiser):
    phone = at_phone(cast.users.resident)
    row = announced(cast, seats=9)
    enrolled(cast, row, cast.resident)
    pages = {DESK: organiser, f"{DESK}{row.pk}/": organiser, f"{DESK}wanted/": organiser}
    pages |= {"/training/mine/": phone, "/training/mine/calendar/": phone}
    with at(15):
        for address, client in pages.items():
            client.get(address)
        before = {address: counted(client, address) for address, client in pages.items()}
    enrolled(cast, row, *people(cast, 2))
    for number, hour in ((1, 13), (2, 16)):
        other = agreed(cast, title=f"{number}班")
        with at(14):
            actions.add_lesson(other, slot(cast, hour=hour), actor=cast.actors.organiser)
            other = actions.announce(now_of(other), actor=cast.actors.organiser)
        enrolled(cast, other, cast.resident)
    with at(15):
        after = {address: counted(client, address) for address, client in pages.items()}
    assert after == before


def table(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()


def test_classes_people_orders_courses_and_outcomes_are_taken_out_masked(cast, organiser):
    row = certified(cast)
    with at(9, day=AFTER):
        wants = actions.Wanted(cast.places.neighbourhood, cast.module, times={"evening"})
        actions.order(people(cast, 1)[0], wants, actor=SYSTEM)
    with at(15, day=AFTER):
        course = row.enrolment.course
        files = {
            "classes": f"{DESK}export/?state=all&as=csv",
            "people": f"{DESK}{course.pk}/list/?as=csv",
            "wanted": f"{DESK}wanted/export/?as=csv",
            "supply": f"{DESK}supply/export/?as=csv",
            "outcomes": f"{DESK}outcomes/export/?as=csv",
        }
        told = {name: table(organiser, address) for name, address in files.items()}
        sheets = [organiser.get(address.partition("?")[0]) for address in files.values()]
    assert [len(lines) for lines in told.values()][:3] == [2, 3, 2]
    assert told["classes"][1].startswith(course.title)
    names = set(course.enrolments.values_list("person__name", flat=True))
    assert [name for name in names if name in "".join(told["people"])] == []
    assert {each.headers["Content-Type"].rpartition(".")[2] for each in sheets} == {"sheet"}
    for each in sheets:
        assert b"".join(each.streaming_content)[:2] == b"PK"


def test_a_filter_that_cannot_be_used_is_named_and_no_file_is_made_with_it(cast, organiser):
    course = announced(cast)
    page = organiser.get(f"{DESK}?state=all&kind=nonsense")
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["kind"])
    assert [row.course for row in page.context["rows"]] == [course]
    answers = [
        organiser.get(f"{DESK}export/?{said}").status_code
        for said in ("kind=nonsense", "state=gone", "as=doc")
    ]
    assert answers == [422, 422, 422]


def test_a_class_of_many_is_turned_page_by_page_and_part_by_part(cast, organiser, monkeypatch):
    monkeypatch.setattr("jinlin.domains.training.queries.course.MOST", 3)
    row = announced(cast, seats=2)
    enrolled(cast, row, *people(cast, 4))
    address = f"{DESK}{row.pk}/"
    with at(15):
        held, waiting = organiser.get(address), organiser.get(f"{address}?waiting")
    pages = [answer.context["page"] for answer in (held, waiting)]
    assert [page.numbers for page in pages] == [{"held": 2, "waiting": 2, "gone": 0}] * 2
    shown = [[pupil.row.seat.state for pupil in page.pupils] for page in pages]
    assert shown == [["taken", "taken"], ["waiting", "waiting"]]
    assert [part for part, _word, _number in pages[0].tabs] == ["held", "waiting"]
    assert "2 / 2" in held.content.decode()


def test_the_roll_of_a_lesson_of_many_is_turned_and_no_tick_is_lost(cast, monkeypatch):
    monkeypatch.setattr("jinlin.domains.training.queries.lesson.ON_A_PAGE", 2)
    row = announced(cast, seats=5)
    enrolled(cast, row, *people(cast, 5))
    keys = [str(each.pk) for each in row.enrolments.order_by("enrolled_at", "pk")]
    lesson, teacher = lesson_of(row), at_desk(cast.users.teacher)
    address = f"{DESK}lessons/{lesson.pk}/"
    with at(9, day=FRIDAY):
        pages = [teacher.get(f"{address}?page={number}") for number in ("1", "3", "9", "x")]
        assert [page.context["roll"].number for page in pages] == [1, 3, 3, 1]
        kept = teacher.post(f"{address}enter/", {"there": keys[:2], "page": "2"})
        roll = kept.context["roll"]
        assert (kept.status_code, [each.key for each in roll.pupils]) == (200, keys[2:4])
        assert (set(roll.kept), lesson.attendances.count()) == (set(keys[:2]), 0)
        assert all(f'name="there" value="{key}"' in kept.text for key in keys[:4])
        back = teacher.post(f"{address}enter/", {"there": [*keys[:3], "nonsense"], "page": "1"})
        assert set(back.context["roll"].kept) == {keys[2]}
        assert back.text.count(" checked") == 2
        sent = {"there": keys[:3], "key": back.context["form"]["key"].value()}
        assert teacher.post(f"{address}enter/", sent).status_code == 302
        assert lesson.attendances.counted().count() == 3
        last = teacher.post(f"{address}enter/", {"there": keys, "page": "3"})
        assert set(last.context["roll"].kept) == {keys[3]}  # who is noted needs no tick


def test_on_paper_the_filters_of_a_board_are_one_line_of_words(cast, organiser):
    announced(cast)
    said = [
        re.sub(r"\s+", " ", re.findall(r'filters-said">(.*?)</p>', organiser.get(address).text)[0])
        for address in (f"{DESK}?state=all", f"{DESK}?state=all&kind=practice&q=直播")
    ]
    assert said == ["筛选：全部", "筛选：全部；关键词 直播；培训类别 实务提升"]
