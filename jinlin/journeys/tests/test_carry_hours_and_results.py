"""Do hours of classes stand in the register once, and do exam results come back from it?"""

from datetime import date

from jinlin.core.figures.measures import Window
from jinlin.core.tests.standing import once_a_file
from jinlin.domains.training import actions as training
from jinlin.domains.training.models import Attendance, Exam
from jinlin.domains.training.tests.cast import (
    AFTER,
    COUNTY,
    at,
    at_desk,
    cast_of_dehua,
    finished,
    people,
)
from jinlin.domains.workforce.measures import MEASURES
from jinlin.domains.workforce.models import Candidacy, Education, Professional
from jinlin.journeys.preparing import exam_rows
from jinlin.journeys.training_to_workforce import carry_all_hours, carry_exams, carry_hours

EXAM = {"exam_year": 2025, "exam_level": 1}
RESULTS = date(2025, 8, 8)


standing_cast, cast = once_a_file(cast_of_dehua)


def in_register(cast, person):
    return Professional.objects.create(
        county=COUNTY,
        person=person,
        name_key=str(person.pk),
        place_code=COUNTY,
        entered_on=date(2025, 1, 1),
    )


def on_the_way(person, **days):
    """Somebody in the register of candidates, by the days of their stages."""
    told = {"mobilised_on": date(2025, 2, 1), "registered_on": date(2025, 4, 1), **days}
    return Candidacy.objects.create(
        county=COUNTY, person=person, year=2025, level=1, place_code=COUNTY, **told
    )


def hours():
    return list(Education.objects.values_list("minutes", "on", "subject"))


def test_hours_of_a_class_stand_once_for_whoever_is_in_the_register(cast):
    in_register(cast, cast.resident)
    finished(cast, kind="practice", title="实务班")
    with at(10, day=AFTER):
        assert (carry_hours(), carry_hours(), carry_all_hours()) == (1, 0, 0)
    assert hours() == [(240, AFTER, "实务班")]


def test_skills_training_is_no_education_of_social_workers(cast):
    in_register(cast, cast.resident)
    finished(cast)
    with at(10, day=AFTER):
        assert (carry_hours(), carry_all_hours(), hours()) == (0, 0, [])


def test_what_is_struck_out_or_withdrawn_is_taken_back_once(cast):
    in_register(cast, cast.resident)
    row = finished(cast, kind="practice").enrolments.get(person=cast.resident)
    with at(10, day=AFTER):
        carry_hours()
        seen = Attendance.objects.filter(enrolment=row).first()
        training.strike(seen, reason="记错了", actor=cast.actors.organiser)
        assert (carry_hours(), [minutes for minutes, *_ in hours()]) == (1, [120])
        row.completed_on = AFTER
        row.save(update_fields=["completed_on"])
        paper = training.certify(row, actor=cast.actors.organiser)
        told = {"reason": "本人未到", "was_there": False, "actor": cast.actors.organiser}
        training.withdraw_certificate(paper, **told)
        assert (carry_hours(), carry_hours(), carry_all_hours(), hours()) == (1, 0, 0, [])


def test_who_comes_into_the_register_later_has_the_hours_too(cast):
    finished(cast, kind="practice")
    with at(10, day=AFTER):
        assert (carry_hours(), hours()) == (0, [])
        in_register(cast, cast.resident)
        assert (carry_all_hours(), carry_all_hours(), len(hours())) == (1, 0, 1)


def test_a_record_that_went_into_another_gives_its_hours_to_that_one(cast):
    old, new = in_register(cast, cast.resident), in_register(cast, people(cast, 1)[0])
    Professional.objects.filter(pk=old.pk).update(merged_into=new)
    finished(cast, kind="practice")
    with at(10, day=AFTER):
        assert carry_hours() == 1
    assert Education.objects.get().professional == new


def prepared(cast):
    """Four were prepared: one passes, one fails, one does not sit, of one nothing is known."""
    who = [cast.resident, cast.neighbour, *people(cast, 2)]
    row = finished(cast, *who, kind="preparation", seats=4, **EXAM)
    on_the_way(who[0], sat_on=date(2025, 6, 14))
    on_the_way(who[1], sat_on=date(2025, 6, 14))
    on_the_way(who[2])
    return row, who


def outcomes(row):
    return dict(row.enrolments.values_list("person", "exam"))


def test_nobody_has_failed_as_long_as_no_result_is_in(cast):
    row, _who = prepared(cast)
    with at(9, day=date(2025, 7, 1)):
        assert carry_exams() == 0
    assert set(outcomes(row).values()) == {""}


def test_results_come_back_to_who_was_prepared_once(cast):
    row, who = prepared(cast)
    Candidacy.objects.filter(person=who[0]).update(passed_on=RESULTS)
    with at(9, day=RESULTS):
        assert (carry_exams(), carry_exams()) == (3, 0)
    expected = (Exam.PASSED, Exam.FAILED, Exam.NOT_SAT, Exam.UNKNOWN)
    assert outcomes(row) == {one.pk: exam for one, exam in zip(who, expected, strict=True)}
    Candidacy.objects.filter(person=who[1]).update(passed_on=RESULTS)  # a second list
    with at(10, day=RESULTS):
        assert carry_exams() == 1
    assert outcomes(row)[who[1].pk] == Exam.PASSED


def test_the_rate_of_those_prepared_stands_beside_how_many_are_known_and_the_rate_of_all(cast):
    _row, who = prepared(cast)
    Candidacy.objects.filter(person=who[0]).update(passed_on=RESULTS)
    for other in people(cast, 2):
        on_the_way(other, sat_on=date(2025, 6, 14))
    with at(9, day=RESULTS):
        carry_exams()
        (found,) = exam_rows((COUNTY,))
    assert (found.of_known.part, found.of_known.whole) == (3, 4)
    assert (found.of_prepared.part, found.of_prepared.whole) == (1, 2)
    assert (found.registered, found.of_all.part, found.of_all.whole) == (5, 1, 4)
    assert exam_rows(("621121",)) == []


def test_the_figure_of_all_counts_exams_of_which_results_are_in(cast):
    _row, who = prepared(cast)
    measure = next(each for each in MEASURES if each.key == "workforce.exams_passed")
    Candidacy.objects.filter(person=who[0]).update(passed_on=RESULTS)
    before, after = (Window(COUNTY, day) for day in (date(2025, 8, 7), RESULTS))
    assert measure.rows(before).count() == 0
    rows = measure.rows(after)
    assert (rows.filter(measure.met(after)).count(), rows.count()) == (1, 2)


def test_the_page_is_for_who_sees_the_whole_county_and_names_nobody(cast):
    prepared(cast)
    page = at_desk(cast.users.registrar).get("/desk/training/exams/")
    assert page.status_code == 200
    assert cast.resident.name not in page.content.decode()
    assert len(page.context["rows"]) == 1
    assert at_desk(cast.users.lead).get("/desk/training/exams/").context["rows"] == []
    assert at_desk(cast.users.teacher).get("/desk/training/exams/").status_code == 403


def test_one_exam_or_three_are_asked_for_in_as_many_statements(cast, django_assert_num_queries):
    prepared(cast)
    for year in (2023, 2024):
        Candidacy.objects.create(
            county=COUNTY,
            person=cast.neighbour,
            year=year,
            level=1,
            place_code=COUNTY,
            mobilised_on=date(year, 2, 1),
        )
    with django_assert_num_queries(2):
        assert len(exam_rows((COUNTY,))) == 3
