"""When two records of one person are brought together, does everything go on, and come back?"""

from datetime import date

import pytest

from jinlin.core.time import clock
from jinlin.domains.workforce import actions
from jinlin.domains.workforce.actions.exam_lists import has_passed
from jinlin.domains.workforce.models import (
    Attempt,
    Candidacy,
    Education,
    Establishment,
    Post,
    Professional,
    Registration,
    Sector,
)
from jinlin.domains.workforce.queries.counts import vacancies
from jinlin.domains.workforce.queries.standing import holdings
from jinlin.domains.workforce.tests.cast import COUNTY, at_phone, registered
from jinlin.domains.workforce.tests.planted import id_of


@pytest.fixture
def twins(cast):
    return registered(cast), registered(cast, "王社工", citizen_id=id_of(201))


def merged(cast, kept, gone):
    return actions.merge(kept, gone, actor=cast.actors.registrar)


def post(one, unit="县医院", **more):
    return Post.objects.create(
        county=COUNTY, professional=one, unit=unit, unit_key=unit, sector_id=None, **more
    )


def test_two_times_at_one_unit_are_two_posts(cast, twins):
    kept, gone = twins
    key = kept.posts.get().unit_key
    early = post(gone, key, since=date(2010, 1, 1), until=date(2012, 6, 30))
    pair = merged(cast, kept, gone)
    assert early in list(kept.posts.all())
    assert kept.posts.filter(until=None).count() == 1
    actions.undo_merge(pair, actor=cast.actors.registrar)
    assert early in list(gone.posts.all())


def test_what_both_learned_on_one_day_counts_once(cast, twins):
    told = {"county": COUNTY, "on": date(2025, 3, 1), "minutes": 480, "subject": "督导"}
    for one in twins:
        Education.objects.create(professional=one, **told)
    Education.objects.create(professional=twins[1], **{**told, "on": date(2025, 3, 2)})
    merged(cast, *twins)
    assert sum(each.minutes for each in twins[0].education.all()) == 960


def test_a_registration_that_only_the_other_record_knew_goes_on_and_comes_back(cast, twins):
    kept, gone = twins
    at = gone.qualifications.get()
    renewed = Registration.objects.create(
        county=COUNTY, qualification=at, registered_on=date(2025, 5, 20)
    )
    pair = merged(cast, kept, gone)
    (held,) = holdings(kept, date(2027, 6, 1))
    assert str(held.status.standing) == "valid"
    actions.undo_merge(pair, actor=cast.actors.registrar)
    renewed.refresh_from_db()
    assert renewed.qualification == at


def test_whoever_has_an_account_goes_on_reading_their_own_record(cast, twins):
    kept, gone = twins
    gone.person.user = cast.users.worker
    gone.person.save(update_fields=["user"])
    merged(cast, kept, gone)
    gone.refresh_from_db()
    kept.refresh_from_db()
    assert (gone.merged_into, kept.merged_into) == (None, gone)
    page = at_phone(cast.users.worker).get("/workforce/")
    assert [each["one"] for each in page.context["records"]] == [gone]


def test_merges_in_a_row_are_undone_in_any_order(cast, twins):
    second, first = twins
    third = registered(cast, "王社工", citizen_id=id_of(203))
    own = {one.pk: set(one.qualifications.values_list("pk", flat=True)) for one in twins}
    posted = post(first, "旧单位", since=date(2011, 1, 1), until=date(2012, 1, 1))
    one, two = merged(cast, second, first), merged(cast, third, second)
    actions.undo_merge(one, actor=cast.actors.registrar)
    actions.undo_merge(two, actor=cast.actors.registrar)
    posted.refresh_from_db()
    assert posted.professional == first
    for each in (first, second, third):
        each.refresh_from_db()
        assert each.merged_into is None
    for each in (first, second):
        assert set(each.qualifications.values_list("pk", flat=True)) == own[each.pk]


def test_undoing_the_last_merge_gives_back_what_had_gone_in_before(cast, twins):
    second, first = twins
    third = registered(cast, "王社工", citizen_id=id_of(203))
    merged(cast, second, first)
    last = merged(cast, third, second)
    actions.undo_merge(last, actor=cast.actors.registrar)
    first.refresh_from_db()
    assert first.merged_into == second


def test_a_post_of_both_fills_one_place(cast, twins):
    unit = twins[0].posts.get()
    Establishment.objects.create(
        county=COUNTY,
        organisation=unit.organisation,
        sector_id=unit.sector_id or _sector(twins),
        approved=3,
        wanted=1,
        since=date(2024, 1, 1),
    )
    assert [row["filled"] for row in vacancies(COUNTY)] == [2]
    merged(cast, *twins)
    assert [row["filled"] for row in vacancies(COUNTY)] == [1]
    Professional.objects.filter(pk=twins[0].pk).update(left_on=clock.today())
    assert [row["filled"] for row in vacancies(COUNTY)] == [0]


def _sector(twins):
    code = Sector.objects.order_by("code").first().pk
    Post.objects.filter(professional__in=twins).update(sector=code)
    return code


def test_subjects_passed_under_either_record_roll_over(cast, twins):
    kept, gone = twins
    rows = [_sat(gone, 2024, {1: "passed", 2: "passed"}), _sat(kept, 2025, {3: "passed"})]
    assert not has_passed(rows[1])
    merged(cast, kept, gone)
    assert has_passed(rows[1])


def _sat(one, year, results):
    day = date(year, 6, 14)
    row = Candidacy.objects.create(
        county=COUNTY,
        person=one.person,
        year=year,
        level=2,
        place_code=COUNTY,
        mobilised_on=day,
        registered_on=day,
        sat_on=day,
    )
    for subject, result in results.items():
        Attempt.objects.create(county=COUNTY, candidacy=row, subject=subject, result=result)
    return row
