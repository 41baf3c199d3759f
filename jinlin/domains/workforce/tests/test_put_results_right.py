"""Do results that come late, in another order or put right, and hours of a year that a later list
states again, leave the register as it should be?
"""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from jinlin.core.time import clock
from jinlin.domains.workforce import actions
from jinlin.domains.workforce.actions import Intake, take_in
from jinlin.domains.workforce.actions.exams import Exam
from jinlin.domains.workforce.models import (
    Candidacy,
    Education,
    Professional,
    Roster,
    WorkforceRule,
)
from jinlin.domains.workforce.queries.sitting import exams_of
from jinlin.domains.workforce.queries.standing import minutes_since
from jinlin.domains.workforce.tests.cast import COUNTY, at_desk, at_phone, registered
from jinlin.domains.workforce.tests.planted import id_of

pytestmark = pytest.mark.django_db
FIRST = date(2024, 6, 15)
HEAD = "姓名,身份证号,综合能力,实务,法规与政策\n"


@pytest.fixture
def taken(cast, tmp_path):
    path = tmp_path / "list.csv"

    def take(year, results="", *, stage="sat_on", head=HEAD):
        path.write_text(f"{head}陈一,{id_of(3)},{results}\n", encoding="utf-8")
        exam, on = Exam(COUNTY, year, 2), FIRST.replace(year=year)
        return actions.take_list(exam, stage, path, on=on, actor=cast.actors.registrar)

    return take


def sat(taken, *years):
    for year in years:
        for stage in ("registered_on", "sat_on"):
            taken(year, ",,", stage=stage)


def passed():
    return list(Candidacy.objects.order_by("year").values_list("passed_on", flat=True))


def test_a_result_of_the_year_before_that_comes_last_completes_the_exam(taken):
    sat(taken, 2024, 2025)
    taken(2025, ",合格,合格")
    assert passed() == [None, None]
    assert taken(2024, "合格,不合格,不合格").passed == 1
    assert passed() == [None, FIRST.replace(year=2025)]
    assert taken(2024, "合格,不合格,不合格").passed == 0


def test_a_result_that_is_put_right_takes_the_passing_back_until_there_is_a_certificate(taken):
    sat(taken, 2024)
    assert taken(2024, "合格,合格,合格").passed == 1
    taken(2024, "合格,合格,不合格")
    assert passed() == [None]
    assert taken(2024, "合格,合格,合格").passed == 1
    taken(2024, ",,", stage="certified_on")
    taken(2024, "合格,合格,不合格")
    assert passed() == [FIRST]


def test_points_pass_by_the_mark_of_the_year_of_the_exam(taken):
    WorkforceRule.objects.create(county=COUNTY, valid_from=date(2025, 7, 1), pass_mark=55)
    sat(taken, 2024, 2025)
    assert taken(2024, "59,59,59").passed == 0
    assert taken(2025, "55,55,54").passed == 0
    assert taken(2025, "55,55,55").passed == 1


def test_who_is_listed_as_passed_without_results_stays_so(taken):
    sat(taken, 2024)
    taken(2024, ",,", stage="passed_on")
    taken(2024, ",,")
    assert passed() == [FIRST]


@pytest.fixture
def hours(cast, tmp_path):
    path, problems = tmp_path / "roster.csv", []

    def state(stated, *, on):
        problems.clear()
        path.write_text(
            f"姓名,身份证号,2024年学时,2025年学时\n陈一,{id_of(3)},{stated}\n", encoding="utf-8"
        )

        def hear(_reading, row, _outcome):
            problems.extend(row.problems)

        with clock.set_to(clock.at(on, 9)):
            take_in(Intake(path, COUNTY, hand=hear), actor=cast.actors.registrar)
            one = Professional.objects.get()
            return minutes_since(one, date(2024, 1, 1), on) // 60, problems

    return state


def test_hours_of_a_year_count_once_on_whatever_day_a_list_states_them(hours):
    day = date(2025, 4, 29)
    assert hours("30,20", on=day) == (50, [])
    rows = Education.objects.count()
    assert hours("30,20", on=day + timedelta(days=1)) == (50, [])
    assert Education.objects.count() == rows
    assert hours("30,45", on=date(2025, 9, 1)) == (75, [])
    less, problems = hours("24,45", on=date(2025, 9, 2))
    assert less == 75
    assert [(each.kind, each.was, each.proposed) for each in problems] == [("differs", "24", "30")]
    assert Roster.objects.count() == 4


def test_the_highest_level_has_practice_alone(cast, tmp_path):
    path = tmp_path / "list.csv"
    for stage, result in (("registered_on", ""), ("sat_on", "合格")):
        path.write_text(f"姓名,身份证号,社会工作实务（高级）\n陈一,{id_of(3)},{result}\n", "utf-8")
        exam = Exam(COUNTY, 2024, 3)
        got = actions.take_list(exam, stage, path, on=FIRST, actor=cast.actors.registrar)
    assert (got.results, got.passed) == (1, 1)


def test_the_candidate_reads_each_subject_and_until_when_it_counts(cast, taken):
    one = registered(cast, "陈一", citizen_id=id_of(3), user=cast.users.worker)
    sat(taken, 2024)
    taken(2024, "合格,不合格,缺考")
    (exam,) = exams_of([one.person_id])
    assert [each.until for each in exam.subjects] == [2025, None, None]
    page = at_phone(cast.users.worker).get("/workforce/").content.decode()
    assert "社会工作综合能力" in page
    assert "2025" in page
    assert (
        "社会工作综合能力" in at_desk(cast.users.registrar).get(f"/desk/workforce/{one.pk}/").text
    )
    Professional.objects.filter(pk=one.pk).update(left_on=FIRST)
    page = at_phone(cast.users.worker).get("/workforce/").content.decode()
    assert "社会工作综合能力" in page, "a candidate whom no register knows"


def test_one_person_is_entered_by_hand_and_seen_before_they_stand(cast):
    client = at_desk(cast.users.registrar)
    told = {
        "key": uuid4(),
        "county": COUNTY,
        "name": "李春梅",
        "citizen_id": id_of(5),
        "unit": "阳城县人民医院",
        "since": "2023-03-01",
        "degree": "4",
        "major": "社会工作",
        "level": "1",
    }
    wrong = client.post("/desk/workforce/new/", {**told, "citizen_id": ""})
    assert wrong.status_code == 422
    slips = {"citizen_id": "110101199003078", "phone": "12", "certificate": "x"}
    wrong = client.post("/desk/workforce/new/", {**told, **slips})
    assert set(wrong.context["form"].errors) == set(slips), "nobody types it all again"
    assert (wrong.status_code, Roster.objects.count()) == (422, 0)
    answer = client.post("/desk/workforce/new/", told)
    assert (answer.status_code, Professional.objects.count()) == (302, 0)
    assert client.post("/desk/workforce/new/", told).url == answer.url, "sent twice is once"
    assert client.get(answer.url).status_code == 200
    client.post(answer.url, {"decision": "land"})
    one = Professional.objects.get()
    assert [each.level for each in one.qualifications.all()] == [1]
    assert [(each.degree, each.is_social_work) for each in one.degrees.all()] == [(4, True)]
    assert [each.since for each in one.posts.all()] == [date(2023, 3, 1)]
    assert at_desk(cast.users.hospital).get("/desk/workforce/new/").status_code == 403
