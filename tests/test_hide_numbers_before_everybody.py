"""Does a number that a resident wrote stand on a page for everybody?"""

import pytest

from jinlin.core.actor import ANONYMOUS
from jinlin.core.time import clock
from jinlin.domains.consultations.models import Statement, Topic
from jinlin.domains.consultations.queries import public as topics
from jinlin.domains.consultations.tests.cast import cast_of_consultations, person_of, taken_up
from jinlin.domains.pacts.models import Comment
from jinlin.domains.pacts.queries import public as pacts
from jinlin.domains.pacts.tests.cast import cast_of_pacts, commenting, said
from jinlin.domains.servicedays.actions import helping
from jinlin.domains.servicedays.tests.cast import asked
from jinlin.domains.servicedays.tests.cast import cast_of_dehua as cast_of_servicedays
from jinlin.domains.talents.models import Talent
from jinlin.domains.talents.queries.directory import cards
from jinlin.domains.talents.tests.cast import cast_of_talents, listed
from jinlin.domains.wishes.models import Wish
from jinlin.domains.wishes.queries.wall import card
from jinlin.domains.wishes.tests import cast as wishes

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
SPELLED = ("13812345678", "138 1234 5678", "+86 138-1234-5678", "一三八一二三四五六七八")
TEXT = "找我：" + "；".join(SPELLED)


def found_in(told: str) -> list[str]:
    return [each for each in SPELLED if each in told]


def test_in_no_topic_and_no_statement(client):
    cast = cast_of_consultations()
    topic = taken_up(cast)
    Topic.objects.filter(pk=topic.pk).update(title=f"充电桩 {SPELLED[0]}", text=TEXT)
    Statement.objects.create(
        county=topic.county,
        topic=topic,
        person=person_of(cast),
        text=TEXT,
        on=topic.raised_on,
        is_released=True,
    )
    page = client.get(f"/consultations/{topic.pk}/").content.decode()
    shown = topics.sheet(Topic.objects.get(pk=topic.pk), ANONYMOUS)
    assert (
        found_in(shown.text + shown.opinions.rows[0].text + shown.card.title),
        found_in(page),
    ) == (
        [],
        [],
    )
    assert "充电桩" in page


def test_in_no_answered_comment(client):
    cast = cast_of_pacts()
    pact = commenting(cast)
    comment = said(cast, pact, text=TEXT)
    Comment.objects.filter(pk=comment.pk).update(
        answer="not_taken", reason="与上位法不符", answered_at=clock.now()
    )
    sheet = pacts.sheet(pact)
    assert [found_in(each.text) for each in sheet.answered] == [[]]
    assert found_in(client.get(f"/pacts/{pact.pk}/").content.decode()) == []


def test_in_no_word_of_a_talent(client):
    cast = cast_of_talents()
    talent = listed(cast)
    told = dict.fromkeys(("about", "times_note", "fee_note"), TEXT[:80])
    Talent.objects.filter(pk=talent.pk).update(**told)
    shown = cards(Talent.objects.filter(pk=talent.pk))[0]
    page = client.get(f"/talents/{talent.pk}/").content.decode()
    assert (found_in(shown.about + shown.times_note + shown.fee_note), found_in(page)) == ([], [])


def test_in_no_help_that_volunteers_read():
    cast = cast_of_servicedays()
    ask = helping.release(asked(cast), text=f"搬柜子 {SPELLED[0]}", actor=cast.actors.organiser)
    assert (found_in(ask.shown_text), "搬柜子" in ask.shown_text) == ([], True)


def test_in_no_wish():
    cast = wishes.cast_of_dehua()
    wish = wishes.published(cast)
    Wish.objects.filter(pk=wish.pk).update(public_title=SPELLED[0], public_text=TEXT)
    shown = card(Wish.objects.get(pk=wish.pk))
    assert found_in(shown.title + shown.text) == []
