"""Two counties in one house, and the same people in both rosters: does neither county's number,
certificate or phone keep back the other's, or show that somebody stands there?
"""

from pathlib import Path

from jinlin.domains.workforce.actions.rosters import Intake, take_back, take_in
from jinlin.domains.workforce.models import Professional, Qualification
from jinlin.domains.workforce.queries.alike import look_alikes
from jinlin.domains.workforce.tests.cast import COUNTY, OTHER, at_desk
from jinlin.domains.workforce.tests.test_land_rosters import CASES, roster
from jinlin.ground.people.models import Person


def landed_in(cast, county: str, path: Path):
    told = []
    name = "registrar" if county == COUNTY else "other_registrar"
    one = take_in(
        Intake(path, county, hand=lambda _reading, row, _outcome: told.extend(row.problems)),
        actor=getattr(cast.actors, name),
    )
    return one, [str(each.kind) for each in told]


def test_the_same_people_land_whole_in_both_and_without_a_word_of_each_other(cast, tmp_path):
    path = roster(tmp_path / "a.xlsx", *CASES)
    alone, said_alone = landed_in(cast, COUNTY, path)
    beside, said_beside = landed_in(cast, OTHER, path)
    assert (beside.rows, beside.landed, beside.refused) == (2, 2, 0)
    assert (alone.landed, alone.refused) == (2, 0)
    numbers = {COUNTY: [], OTHER: []}
    for row in Qualification.objects.all():
        numbers[row.county].append(row.number)
    assert sorted(numbers[COUNTY]) == sorted(numbers[OTHER]) == sorted(each[5] for each in CASES)
    phones = {row.county: row.phone for row in Person.objects.all() if row.name == "陈一"}
    assert phones == dict.fromkeys((COUNTY, OTHER), "13900000101")
    assert look_alikes(COUNTY) == look_alikes(OTHER) == []
    assert not {"phone_of_another", "certificate_of_another", "id_other"} & {
        *said_alone,
        *said_beside,
    }


def test_another_holder_of_the_number_or_the_phone_in_the_other_county_changes_nothing(
    cast, tmp_path
):
    first, second = CASES
    landed_in(cast, COUNTY, roster(tmp_path / "a.xlsx", first))
    same = (second[0], second[1], first[2], *second[3:5], first[5], second[6])
    one, said = landed_in(cast, OTHER, roster(tmp_path / "b.xlsx", same))
    none = landed_in(cast, OTHER, roster(tmp_path / "b2.xlsx", same))[0]
    assert (one.landed, one.refused, none.unchanged) == (1, 0, 1)
    assert not {"phone_of_another", "certificate_of_another"} & set(said)
    row = Professional.objects.select_related("person").get(county=OTHER)
    assert row.person.phone == first[2]
    assert row.qualifications.get().number == first[5]


def test_taken_back_in_one_it_stands_in_the_other(cast, tmp_path):
    path = roster(tmp_path / "a.xlsx", *CASES)
    for county in (COUNTY, OTHER):
        landed_in(cast, county, path)
    own = cast.actors.registrar
    take_back(Professional.objects.filter(county=COUNTY)[0].source, actor=own)
    assert set(Professional.objects.values_list("county", flat=True)) == {OTHER}
    row = Professional.objects.filter(county=OTHER).first()
    assert at_desk(cast.users.registrar).get(f"/desk/workforce/{row.pk}/").status_code == 404
