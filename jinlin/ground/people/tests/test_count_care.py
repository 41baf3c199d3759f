"""How many households in need have all three who look after them, then and now?"""

from datetime import date

from jinlin.core.figures import answers
from jinlin.core.figures.measures import Window
from jinlin.core.time import clock
from jinlin.ground.people.actions import Carer, end_link, link
from jinlin.ground.people.measures import MEASURES
from jinlin.ground.people.models import CareLink
from jinlin.ground.people.tests.conftest import in_need, user

(COVERED,) = MEASURES


def test_the_share_is_as_it_was_at_the_end_of_the_day(dehua):
    with clock.set_to(clock.at(date(2025, 3, 3), 9)):
        first, second = in_need(dehua), in_need(dehua, 1, name="陈阿公")
    for role, number, day in (("member", 0, 4), ("worker", 1, 4), ("volunteer", 2, 6)):
        with clock.set_to(clock.at(date(2025, 3, day), 9)):
            link(
                first,
                role=role,
                carer=Carer(user(f"联系人{number}", f"1370013700{number}")),
                actor=dehua.clerk,
            )
    with clock.set_to(clock.at(date(2025, 3, 9), 9)):
        end_link(CareLink.objects.get(role="volunteer"), reason="搬走了", actor=dehua.clerk)
    found = {day: _figure(dehua, day) for day in (2, 3, 5, 6, 8, 9)}
    assert found == {2: (0, 0), 3: (0, 2), 5: (0, 2), 6: (1, 2), 8: (1, 2), 9: (0, 2)}
    window = Window(dehua.county.code, date(2025, 3, 8))
    assert set(answers.rows(COVERED, window)) == {first, second}
    assert list(answers.rows(COVERED, window, met_only=True)) == [first]
    assert {
        month: (figure.numerator, figure.denominator)
        for month, figure in answers.by_month(COVERED, window).items()
    } == {"2025-03": (1, 2)}
    assert {
        code: figure.denominator for code, figure in answers.by_place(COVERED, window, 9).items()
    } == {dehua.town.code: 2}


def _figure(dehua, day: int) -> tuple[int, int]:
    figure = answers.answer(COVERED, Window(dehua.county.code, date(2025, 3, day)))
    return figure.numerator, figure.denominator
