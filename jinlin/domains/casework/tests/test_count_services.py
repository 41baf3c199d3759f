"""Are people counted once and person-times each time, exactly, and is no small number said?"""

from datetime import date, timedelta
from random import Random

import pytest
from click.testing import CliRunner
from django.test import Client

from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.core.figures.answers import answer
from jinlin.core.figures.measures import Window
from jinlin.core.secrets.fields import match_key
from jinlin.core.time import clock
from jinlin.domains.casework import actions, jobs
from jinlin.domains.casework.actions import Known, ServiceTerms
from jinlin.domains.casework.commands import casework
from jinlin.domains.casework.measures import MEASURES
from jinlin.domains.casework.models import Served, Service
from jinlin.domains.casework.queries.cells import suppressed, total
from jinlin.domains.casework.queries.counts import whole
from jinlin.domains.casework.queries.marks import mark_of
from jinlin.domains.casework.tests.cast import CHILD, closed, now_of, sealed, session, working
from jinlin.ground.accounts.tests.county import COUNTY, at_desk
from jinlin.ground.people import actions as people
from jinlin.services.volunteers import actions as volunteers
from jinlin.services.volunteers.models import Volunteer

BY_KEY = {measure.key: measure for measure in MEASURES}
PEOPLE, TWICE = 10_000, 2_000


def told(
    cast, on=None, *, people=(), heads=1, field="difficulty", form="single", **more
) -> ServiceTerms:
    day = on or clock.today()
    place = cast.places.community
    return ServiceTerms(field, form, place, day, "入户探访", heads, people=people, **more)


def serve(cast, *given):
    return actions.serve_many(cast.units.agency, given, actor=cast.actors.worker)


def value(key, since=None, until=None, place=COUNTY):
    window = Window(place, until or clock.today(), since)
    return answer(BY_KEY[f"casework.{key}"], window).value


def somebody(number: int) -> Known:
    return Known(f"村民{number}", f"139{number:08}")


def test_ten_thousand_people_are_counted_once_and_two_thousand_of_them_came_again(cast):
    days = [clock.today() - timedelta(days=back) for back in range(5)]
    dice = Random(7)
    first = [told(cast, days[n % 5], people=[somebody(n)]) for n in range(PEOPLE)]
    again = [
        told(cast, dice.choice(days), people=[somebody(n)])
        for n in dice.sample(range(PEOPLE), TWICE)
    ]
    serve(cast, *first, *again)
    assert value("people") == PEOPLE
    assert value("person_times") == value("services") == PEOPLE + TWICE
    one_day = {row.mark for row in Served.objects.filter(on=days[0])}
    assert value("people", since=days[0]) == len(one_day)
    assert whole(COUNTY, days[0].year)["people"] == len(
        {row.mark for row in Served.objects.filter(on__year=days[0].year)}
    )


def test_the_same_person_written_differently_is_one_and_another_is_not(cast):
    same = [Known("秦阿公", "139 7777 0002"), Known("秦阿公", "+8613977770002")]
    other = Known("秦大妹", "13977770002")  # lives there too
    serve(
        cast, told(cast, people=[same[0]]), told(cast, people=[same[1]]), told(cast, people=[other])
    )
    assert value("people") == 2
    serve(cast, told(cast, heads=30, form="activity", people=()))
    assert (value("people"), value("person_times")) == (2, 33)


def test_a_mark_finds_nobody_in_the_register_of_people_nor_in_another_county():
    own = mark_of(COUNTY, citizen_id="11010519491231002X")
    assert own != match_key("11010519491231002X", "citizen_id")
    assert own != mark_of("621121", citizen_id="11010519491231002X")
    assert mark_of(COUNTY, name="秦阿公") == ""


def test_what_belongs_to_a_sealed_case_is_in_no_figure(cast):
    case = closed(cast, client=CHILD, field="youth")
    keys = ("youth_counselling", "person_times", "services", "people", "villages")
    assert [value(key) for key in keys] == [1, 1, 1, 1, 1]
    sealed(cast, case)
    assert [value(key) or 0 for key in keys] == [0, 0, 0, 0, 0]
    assert whole(COUNTY, clock.today().year)["people"] == 1


@pytest.mark.parametrize("field", ["judicial", "inquiry"])
def test_no_number_falls_when_help_to_a_minor_before_the_law_is_sealed(cast, field):
    """Whoever reads a village's figures of last month today and after the seal learns nothing."""
    place = cast.places.community.code
    keys = ("services", "person_times", "people", "villages")
    serve(cast, told(cast, people=[somebody(1)]))
    before = [value(key, place=place) for key in keys]
    case = working(cast, client=CHILD, field=field)
    actions.sign(case, session(), actor=cast.actors.worker)
    open_ = [value(key, place=place) for key in keys]
    sealed(cast, case)
    assert before == open_ == [value(key, place=place) for key in keys] == [1, 1, 1, 1]


@pytest.mark.parametrize("field", ["judicial", "inquiry"])
def test_help_to_a_minor_before_the_law_is_not_written_down_without_a_case(cast, field):
    """It would stand in the place's list and file, with day, village and words, and never be
    sealed.
    """
    for form in ("single", "group", "call"):
        with pytest.raises(Unusable) as no:
            serve(cast, told(cast, field=field, form=form))
        assert no.value.field == "field"
    wrong = serve(cast, told(cast))[0]
    with pytest.raises(Unusable):
        actions.correct(wrong, told(cast, field=field), reason="填错", actor=cast.actors.worker)
    serve(cast, told(cast, field=field, form="activity", heads=60))


def test_figures_of_the_day_before_and_after(cast):
    day = clock.today() - timedelta(days=3)
    serve(cast, told(cast, day, field="elderly", form="group", heads=12))
    for key in ("elderly_care", "services"):
        assert value(key, until=day - timedelta(days=1)) == 0
        assert value(key, until=day) == 1
        assert value(key, since=day + timedelta(days=1)) == 0
    assert value("elderly_care", place="350526101") == 0


def test_points_are_counted_on_the_days_on_which_they_are_open(cast):
    since = clock.today() - timedelta(days=10)
    words = {"name": "凤池社工站", "kind": "town_station", "since": since}
    place, agency = cast.places.community, cast.units.agency
    with pytest.raises(NotAllowed):
        actions.open_point(agency, place, **words, actor=cast.actors.worker)
    point = actions.open_point(agency, place, **words, actor=cast.actors.watcher)
    with pytest.raises(NotNow):
        actions.open_point(agency, place, **words, actor=cast.actors.watcher)
    assert value("town_stations", until=since - timedelta(days=1)) == 0
    assert value("town_stations") == 1
    actions.close_point(point, actor=cast.actors.watcher)
    assert value("town_stations") == 0
    assert value("town_stations", until=clock.today() - timedelta(days=1)) == 1


def test_a_service_sent_twice_is_one(cast):
    key = Service().pk
    for _time in range(2):
        actions.serve(cast.units.agency, told(cast, key=key), actor=cast.actors.worker)
    assert Service.objects.count() == 1


def test_small_cells_hide_themselves_and_the_next_smallest():
    assert suppressed({"a": 3, "b": 40, "c": 12}) == {"a": None, "b": 40, "c": None}
    assert suppressed({"a": 2, "b": 1, "c": 12}) == {"a": None, "b": None, "c": None}
    assert suppressed({"a": 3, "b": 4, "c": 12}) == {"a": None, "b": None, "c": 12}
    assert suppressed({"a": 9, "b": 0}) == {"a": 9, "b": 0}
    assert suppressed({"a": 4, "b": 9, "c": 9, "d": 30}) == {
        "a": None,
        "b": None,
        "c": None,
        "d": 30,
    }
    assert (total({"a": 4}), total({"a": 9}), total({"a": 4, "b": 9})) == (None, 9, 13)


def test_no_hidden_cell_can_be_reckoned_from_the_sum():
    dice = Random(3)
    for _time in range(300):
        cells = {n: dice.choice((0, 1, 2, 4, 5, 6, 30)) for n in range(dice.randint(1, 7))}
        said, summed = suppressed(cells), total(cells)
        hidden = [key for key, number in said.items() if number is None]
        rest = None if summed is None else summed - sum(n for n in said.values() if n is not None)
        assert len(hidden) != 1 or rest is None
        assert not any(number is not None and 0 < number < 5 for number in said.values())


def test_the_page_for_everybody_says_no_small_number(cast):
    year = actions.last_published(clock.today())
    actions.open_point(
        cast.units.agency,
        cast.places.community,
        name="凤池社工站",
        kind="town_station",
        since=date(year, 1, 1),
        actor=cast.actors.watcher,
    )
    day = date(year, 5, 6)
    serve(cast, *(told(cast, day, people=[somebody(n)], field="elderly") for n in range(4)))
    serve(cast, *(told(cast, day, people=[somebody(n)], field="youth") for n in range(30)))
    page = at_desk(cast.users.lead).get(f"/social-work/?year={year}").content.decode()
    assert page.count("不公布") == 2
    assert ">4<" not in page


def test_the_yearly_figures_of_minors_are_frozen_and_leave_out_what_is_too_small(cast):
    year = clock.today().year
    working(cast, client=CHILD, field="youth")
    run = CliRunner().invoke
    asked = ["minors", "--county", COUNTY, "--year", str(year), "--json"]
    assert run(casework, asked).exit_code == 1
    with clock.set_to(clock.at(date(year + 1, 1, 20), 9)):
        first = run(casework, asked).output
        assert '"minors_under_14": null' in first
        assert '"minors_14_to_17": 0' in first
        closed(cast, client=CHILD, field="youth")
        assert run(casework, asked).output == first


def test_volunteers_along_are_counted_once(cast):
    person = people.know(COUNTY, name="志愿者甲", actor=cast.actors.lead)
    who = volunteers.register(person, cast.places.community, actor=cast.actors.lead)
    serve(cast, told(cast, volunteers=[who.pk]), told(cast, volunteers=[who.pk, who.pk]))
    assert value("volunteers") == 1
    assert Volunteer.objects.count() == 1


def test_a_case_counts_by_its_sessions_and_a_talk_about_it_does_not(cast):
    case = working(cast)
    actions.sign(case, session(), actor=cast.actors.worker)
    actions.sign(case, session(way="others"), actor=cast.actors.worker)
    actions.sign(now_of(case), session(), actor=cast.actors.worker)
    assert (value("services"), value("people")) == (2, 1)


def test_what_was_said_of_a_year_stays_as_it_was_said(cast):
    year = actions.last_published(clock.today())
    day = date(year, 5, 6)
    words = {"name": "凤池社工站", "kind": "town_station", "since": date(year, 1, 1)}
    place, agency = cast.places.community, cast.units.agency
    actions.open_point(agency, place, **words, actor=cast.actors.watcher)
    with clock.set_to(clock.at(day, 10)):
        case = working(cast, client=CHILD, field="youth")
        actions.sign(case, session(), actor=cast.actors.worker)
    serve(cast, *(told(cast, day, people=[somebody(n)], field="youth") for n in range(30)))
    with clock.set_to(clock.at(date(year + 1, 1, 1), 8)), pytest.raises(NotNow):
        actions.say_year(COUNTY, year)
    assert (jobs.say_years(), jobs.say_years()) == (5, 0)
    before = Client().get(f"/social-work/?year={year}").content.decode()
    assert "<dd>31</dd>" in before
    sealed(cast, now_of(case))
    serve(cast, told(cast, day, people=[somebody(99)], field="youth"))
    assert Client().get(f"/social-work/?year={year}").content.decode() == before


def test_a_minor_with_two_cases_is_one_minor(cast):
    year = clock.today().year
    for n in range(2, 8):
        client = actions.Client(f"苗小禾{n}", f"1397777010{n}", "", date(year - 10, 5, 6))
        working(cast, client=client, field="youth")
    working(cast, client=client, field="family")
    assert whole(COUNTY, year)["minors_under_14"] == 6
    with clock.set_to(clock.at(date(year + 1, 1, 20), 9)):
        asked = ["minors", "--year", str(year), "--json"]
        assert '"minors_under_14": 6' in CliRunner().invoke(casework, asked).output


def test_what_stands_beside_services_is_settled_whoever_wrote_them(cast):
    case = sealed(cast, closed(cast, client=CHILD, field="youth"))
    serve(cast, told(cast, people=[somebody(1)]))
    right = sorted(Served.objects.values_list("pk", "agency", "field", "has_case", "is_sealed"))
    Served.objects.update(agency=None, field="", has_case=False, is_sealed=False)
    jobs.settle()
    again = Served.objects.values_list("pk", "agency", "field", "has_case", "is_sealed")
    assert sorted(again) == right
    assert (case.is_sealed, value("people")) == (True, 1)
