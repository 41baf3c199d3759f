"""Do the figures count what their definitions say, as it was on a day?"""

from datetime import timedelta

from jinlin.core.figures.answers import answer
from jinlin.core.figures.measures import Window
from jinlin.core.time import clock
from jinlin.domains.wishes import actions
from jinlin.domains.wishes.actions import Record
from jinlin.domains.wishes.measures import MEASURES
from jinlin.domains.wishes.tests.cast import COUNTY, pledge, posted, published

BY_KEY = {measure.key: measure for measure in MEASURES}
DAY = timedelta(days=1)


def figure(key: str, *, as_of=None):
    return answer(BY_KEY[key], Window(place_code=COUNTY, as_of=as_of or clock.today()))


def test_said_published_fulfilled_and_how_long_it_took(cast):
    start = clock.now()
    posted(cast)
    wish, unclaimed = published(cast), published(cast)
    with clock.set_to(start + 2 * DAY):
        wish = actions.claim(wish, actor=cast.actors.neighbour, pledge=pledge())
    with clock.set_to(start + 5 * DAY):
        actions.fulfil(
            wish, actor=cast.actors.neighbour, record=Record(clock.today(), "一床棉被。")
        )
        today = clock.today()
        assert [
            figure(key, as_of=today).value
            for key in ("wishes.posted", "wishes.published", "wishes.fulfilled")
        ] == [3, 2, 1]
        assert figure("wishes.days_to_claim", as_of=today).denominator == 1
        early = figure("wishes.fulfilled_rate", as_of=today)
        assert (early.numerator, early.denominator) == (1, 1)  # the other one still has its days
        assert figure("wishes.fulfilled", as_of=today - 2 * DAY).value == 0
    late = figure("wishes.fulfilled_rate", as_of=unclaimed.promised_on)
    assert (late.numerator, late.denominator) == (1, 2)


def test_what_was_taken_back_in_time_is_left_out_of_the_rate(cast):
    wish = published(cast)
    actions.withdraw(wish, actor=cast.actors.resident, reason="买到了")
    assert figure("wishes.fulfilled_rate", as_of=wish.promised_on).denominator == 0


def test_every_figure_opens_to_its_rows(cast):
    published(cast)
    window = Window(place_code=COUNTY, as_of=clock.today())
    for measure in MEASURES:
        assert measure.rows(window).count() == figure(measure.key).denominator
