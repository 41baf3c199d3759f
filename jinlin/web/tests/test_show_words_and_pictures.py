"""Do the tags show days, clocks, states and forms as the house does?"""

from datetime import UTC, date, timedelta

import pytest
from django.template import engines
from django.utils import translation

from jinlin.core import spoken
from jinlin.core.time import clock
from jinlin.shell.icons import ICONS, SHAPES
from jinlin.shell.templatetags import jinlin as tags
from jinlin.web.tests.doors import TellForm

pytestmark = pytest.mark.one_engine

NOW = clock.at(date(2025, 4, 15), 9)


@pytest.fixture(autouse=True)
def _chinese_on_15_april():
    with translation.override("zh-hans"), clock.set_to(NOW):
        yield


def shown(source, **context):
    return engines["django"].from_string(source).render(context)


def test_a_day_is_said_with_its_weekday():
    assert (
        shown("{{ day|day }}", day=date(2025, 4, 18))
        == '<time datetime="2025-04-18">4月18日（周五）</time>'
    )


def test_a_day_of_another_year_is_said_with_the_year():
    assert spoken.day(date(2024, 9, 3)) == "2024年9月3日（周二）"


def test_a_day_in_english():
    with translation.override("en"):
        assert [spoken.day(date(2025, 4, 18)), spoken.by(date(2024, 9, 3))] == [
            "Fri, 18 April",
            "by Tue, 3 September 2024",
        ]


def test_a_moment_is_said_in_china_time_from_any_zone():
    assert spoken.moment(NOW.astimezone(UTC)) == "4月15日（周二）09:00"


def test_a_promise():
    assert shown("{{ due|promise }}", due=clock.end_of(date(2025, 4, 18))) == "4月18日（周五）前"


@pytest.mark.parametrize(
    ("hours", "words", "tone"),
    [
        (75, "还剩 3 天", "inhand"),
        (25, "还剩 25 小时", "inhand"),
        (24, "还剩 24 小时", "soon"),
        (0.5, "还剩 30 分钟", "soon"),
        (0, "还剩 0 分钟", "soon"),
        (-3, "已逾期 3 小时", "late"),
        (-72, "已逾期 3 天", "late"),
    ],
)
def test_time_left_in_words_and_tone(hours, words, tone):
    due = NOW + timedelta(hours=hours)
    assert (spoken.left(due), spoken.urgency(due)) == (words, tone)


def test_time_left_is_said_anew_in_each_language():
    due = NOW + timedelta(hours=75)
    said = []
    for language in ("zh-hans", "en", "zh-hans"):
        with translation.override(language):
            said.append(spoken.left(due))
    assert said == ["还剩 3 天", "3 days left", "还剩 3 天"]


def test_a_short_term_is_soon_only_in_its_last_quarter():
    due = NOW + timedelta(hours=1)
    assert [spoken.urgency(due, since=due - timedelta(hours=span)) for span in (2, 4, 200)] == [
        "inhand",
        "soon",
        "soon",
    ]


@pytest.mark.parametrize(
    ("before", "after", "percent"),
    [(0, 10, 100), (5, 5, 50), (9.99, 0.01, 1), (10, 0, 0), (12, -2, 0)],
)
def test_the_ring_empties(before, after, percent):
    assert (
        spoken.percent_left(NOW - timedelta(hours=before), NOW + timedelta(hours=after), NOW)
        == percent
    )


def test_a_ring_without_a_term_is_empty_and_without_a_start_full():
    assert [
        spoken.percent_left(None, None, NOW),
        spoken.percent_left(None, NOW + timedelta(days=1), NOW),
    ] == [0, 100]


@pytest.mark.parametrize(
    ("told", "tone", "words"),
    [
        ({"due": NOW + timedelta(days=3)}, "inhand", "还剩 3 天"),
        ({"due": NOW - timedelta(days=3)}, "late", "已逾期 3 天"),
        ({"due": NOW, "paused": "等住户补充照片"}, "waiting", "等住户补充照片"),
        ({"due": NOW, "ended": NOW - timedelta(hours=1)}, "done", "按时办结"),
        ({"due": NOW, "ended": NOW + timedelta(hours=1)}, "late", "逾期办结"),
        ({"due": None}, "new", "还没有期限"),
        ({"due": NOW + timedelta(days=300), "provisional": True}, "inhand", "还没公布"),
    ],
)
def test_the_clock_of_a_matter_has_a_word_for_everything_its_ring_shows(told, tone, words):
    page = shown(
        "{% ring due paused=paused ended=ended provisional=provisional %}",
        **({"paused": "", "ended": None, "provisional": False} | told),
    )
    assert (f'class="ring tone-{tone}"' in page, words in page) == (True, True)


@pytest.mark.parametrize("tone", SHAPES)
def test_every_tone_of_a_state_has_a_shape_and_a_word(tone):
    page = shown("{% state tone word %}", tone=tone, word="办理中")
    assert (page.count("<svg"), "办理中" in page, f"tone-{tone}" in page) == (1, True, True)


@pytest.mark.parametrize("name", ICONS)
def test_every_picture_is_silent_unless_it_is_named(name):
    assert [
        'aria-hidden="true"' in shown("{% icon name %}", name=name),
        'aria-label="&lt;消息&gt;"'
        in shown("{% icon name label=label %}", name=name, label="<消息>"),
    ] == [True, True]


def test_a_picture_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError):
        tags.icon("elephant")


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "—"), (0, "0"), (1219, "1,219"), (83.72, "83.7"), (83.0, "83"), ("", "—")],
)
def test_a_number_as_it_is_printed(value, text):
    assert tags.number(value) == text


@pytest.mark.parametrize(
    ("value", "of", "width"), [(1219, 1456, "83.7"), (0, 0, "0.0"), (5, 4, "100.0"), (-1, 4, "0.0")]
)
def test_a_bar_is_as_long_as_its_share(value, of, width):
    assert f'class="bar-fill" width="{width}"' in tags.bar(value, of=of)


def test_a_form_ties_label_hint_and_error_to_its_control():
    page = str(TellForm({"text": "", "who": "named"}))
    assert [
        'id="id_text_helptext"' in page,
        'id="id_text_error"' in page,
        'aria-describedby="id_text_helptext id_text_error"' in page,
        'aria-invalid="true"' in page,
        '<label class="label" for="id_text">' in page,
        '<fieldset class="field choices">' in page,
        page.count('<input type="hidden"'),
    ] == [True, True, True, True, True, True, 1]


def test_a_form_keeps_what_was_typed_and_escapes_it():
    assert "污水井&lt;b&gt;" in str(TellForm({"text": "污水井<b>"}))


def test_a_trail_shows_internal_words_to_staff_only():
    entry = {
        "sentence": "已转给城管中队",
        "at": NOW,
        "face": "龙浔镇湖前社区",
        "note": "您好",
        "internal": "查主管道",
    }
    pages = [
        shown('{% include "parts/trail.html" %}', entries=[entry], staff=staff)
        for staff in (False, True)
    ]
    assert ["查主管道" in page for page in pages] == [False, True]


def test_an_empty_list_names_the_next_step():
    page = shown(
        '{% include "parts/empty.html" with title="还没有您的事" href="/report/" action="说一件事" %}'
    )
    assert '<a class="button" href="/report/">说一件事</a>' in page


def test_a_figure_with_nothing_to_measure_shows_a_dash_without_a_unit():
    page = shown(
        '{% include "parts/figure.html" with name="满意率" value=None unit="%" href="/f/" %}'
    )
    assert ("—" in page, "%" in page) == (True, False)
