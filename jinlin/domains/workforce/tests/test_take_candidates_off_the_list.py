"""Can somebody who was listed for an exam by mistake be taken off, and listed again?"""

from datetime import date

import pytest

from jinlin.core import timeline
from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.core.figures.measures import Window
from jinlin.core.time import clock
from jinlin.domains.workforce import actions, measures
from jinlin.domains.workforce.actions.exams import Exam
from jinlin.domains.workforce.models import Candidacy
from jinlin.domains.workforce.queries.counts import funnel
from jinlin.domains.workforce.queries.sitting import exams_of
from jinlin.domains.workforce.tests.cast import COUNTY, at_desk
from jinlin.domains.workforce.tests.planted import id_of
from jinlin.services.notices.models import Message

pytestmark = pytest.mark.django_db
DAY, LATER = date(2024, 6, 15), date(2024, 7, 1)
PEOPLE = "/desk/workforce/exams/people/"


@pytest.fixture
def taken(cast, tmp_path):
    path = tmp_path / "list.csv"

    def take(stage="registered_on", results="", year=2024):
        head = "姓名,身份证号,综合能力,实务,法规与政策\n"
        path.write_text(f"{head}陈一,{id_of(3)},{results}\n", encoding="utf-8")
        exam, on = Exam(COUNTY, year, 2), DAY.replace(year=year)
        return actions.take_list(exam, stage, path, on=on, actor=cast.actors.registrar)

    return take


def listed(year=2024):
    return Candidacy.objects.get(year=year)


def struck(cast, year=2024):
    with clock.set_to(clock.at(LATER, 9)):
        return actions.strike_candidacy(
            listed(year), reason="同名的另一位", actor=cast.actors.registrar
        )


def test_who_was_taken_off_counts_in_no_stage_and_the_trail_says_why(cast, taken):
    taken()
    row = struck(cast)
    assert (row.struck_on, row.struck_by) == (LATER, cast.users.registrar.pk)
    assert funnel(Candidacy.objects.standing()) == []
    assert exams_of([row.person_id]) == []
    windows = [Window(COUNTY, day) for day in (DAY, LATER)]
    assert [measures.candidates(each).count() for each in windows] == [1, 0]
    entry = timeline.trail(row, public_only=False)[-1]
    assert (entry.verb, entry.note) == ("strike", "同名的另一位")


def test_it_needs_a_reason_a_registrar_and_somebody_on_the_list(cast, taken):
    taken()
    with pytest.raises(Unusable):
        actions.strike_candidacy(listed(), reason=" ", actor=cast.actors.registrar)
    with pytest.raises(NotAllowed):
        actions.strike_candidacy(listed(), reason="错了", actor=cast.actors.clerk)
    with pytest.raises(NotNow):
        actions.put_back(listed(), actor=cast.actors.registrar)
    struck(cast)
    with pytest.raises(NotNow):
        struck(cast)


@pytest.mark.parametrize("way", ["a list", "by hand"])
def test_listed_again_the_row_stands_as_it_did(cast, taken, way):
    taken()
    taken("sat_on", "70,,")
    struck(cast)
    if way == "a list":
        again = taken()
        assert (again.counts["back"], again.counts["same"]) == (1, 1)
    else:
        actions.put_back(listed(), actor=cast.actors.registrar)
    row = listed()
    assert (row.struck_on, row.struck_reason, row.sat_on) == (None, "", DAY)
    assert row.attempts.count() == 1
    verbs = [each.verb for each in timeline.trail(row, public_only=False)]
    assert verbs == ["note_result", "strike", "list_again"]


def test_what_was_passed_in_it_counts_for_no_later_exam_until_it_is_listed_again(cast, taken):
    for year, results in ((2024, "70,70,"), (2025, ",,70")):
        taken(year=year)
        taken("sat_on", results, year=year)
    assert listed(2025).passed_on is not None
    struck(cast)
    assert listed(2025).passed_on is None
    actions.put_back(listed(), actor=cast.actors.registrar)
    assert listed(2025).passed_on is not None


def test_candidates_are_found_by_name_and_taken_off_and_put_back_on_a_page(cast, taken):
    taken()
    desk, row = at_desk(cast.users.registrar), listed()
    page = f"{PEOPLE}{row.pk}/"
    assert PEOPLE in desk.get("/desk/workforce/exams/?year=2024&level=2").content.decode()
    for asked, found in (
        ("", 1),
        ("?q=陈一", 1),
        ("?q=李四", 0),
        ("?year=2023", 0),
        ("?off=on", 0),
    ):
        assert len(desk.get(f"{PEOPLE}{asked}").context["rows"]) == found, asked
    key = desk.get(page).context["form"]["key"].value()
    refused = desk.post(page, {"key": key, "reason": " "})
    assert refused.status_code == 422
    assert desk.post(page, {"key": key, "reason": "同名的另一位"}).status_code == 302
    shown = desk.get(page)
    assert "同名的另一位" in shown.content.decode()
    assert len(desk.get(f"{PEOPLE}?off=on").context["rows"]) == 1
    key = shown.context["form"]["key"].value()
    assert desk.post(page, {"key": key}).status_code == 302
    assert listed().struck_on is None
    assert at_desk(cast.users.clerk).get(page).status_code == 403


def test_whom_it_concerns_reads_that_they_were_taken_off(cast, taken):
    taken()
    person = listed().person
    person.user = cast.users.worker
    person.save()
    struck(cast)
    (told,) = Message.objects.filter(user=cast.users.worker, event="workforce.exam.strike")
    assert "同名的另一位" in told.body
