"""Are the figures of visits those of their definitions, also the day before and after?"""

from datetime import timedelta

from jinlin.core.figures.answers import answer
from jinlin.core.figures.measures import Window
from jinlin.core.time import clock
from jinlin.domains.visits import actions
from jinlin.domains.visits.measures import MEASURES
from jinlin.domains.visits.models import Finding
from jinlin.domains.visits.queries import coverage
from jinlin.domains.visits.tests.cast import all_to, carried, form, found, going, hand_in


def figures(place, day):
    window = Window(place.code, day)
    found_ = {measure.key: answer(measure, window) for measure in MEASURES}
    return {key: (figure.numerator, figure.denominator) for key, figure in found_.items()}


def test_each_figure_is_that_of_its_day(cast):
    all_to(cast, going(cast))
    taken = carried(cast)
    danger = found("urgent", "倒在地上", danger="life", called="120")
    hand_in(cast, form(taken, taken.doors[0], findings=[found("care"), danger]))
    hand_in(cast, form(taken, taken.doors[1], outcome="refused"))
    tomorrow = clock.now() + timedelta(days=1)
    with clock.set_to(tomorrow):
        finding = Finding.objects.get(kind="care")
        actions.see_to(finding, note="好了", actor=cast.actors.community_lead)
    today, place = clock.today(), cast.places.town
    assert figures(place, today - timedelta(days=1))["visits.made"][1] == 0
    now = figures(place, today)
    assert now["visits.covered_rate"] == (1, 3)
    assert (now["visits.made"][1], now["visits.found"][1], now["visits.dangers"][1]) == (1, 2, 1)
    assert now["visits.done_rate"] == (0, 2)
    assert figures(place, today + timedelta(days=1))["visits.done_rate"] == (1, 2)
    assert figures(cast.places.other_community, today)["visits.covered_rate"] == (0, 0)


def test_every_door_stands_in_one_column_and_each_finding_in_one(cast):
    round_ = going(cast)
    all_to(cast, round_)
    taken = carried(cast)
    for door, outcome in zip(taken.doors, ("visited", "moved", "not_home"), strict=True):
        hand_in(cast, form(taken, door, outcome=outcome))
    whole = coverage.whole(round_)
    assert sum(whole.cells.values()) == whole.doors == 3
    assert (whole.cells["visited"], whole.cells["moved"], whole.cells["not_home"]) == (1, 1, 1)
    (group,) = coverage.by_group(round_)
    (place,) = coverage.by_place(round_)
    assert group.cells == place.cells == whole.cells
