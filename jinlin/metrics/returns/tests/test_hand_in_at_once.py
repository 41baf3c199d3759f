"""Two people, one form, the same moment: is there one form, one number, one truth?"""

from functools import partial

import pytest
from django.core.files.base import ContentFile

from jinlin.core.tests.databases import together
from jinlin.core.time import clock
from jinlin.core.time.months import names_until
from jinlin.domains.appeals.tests.cast import cast_of_dehua
from jinlin.ground.places.tests.parallel import shared_house
from jinlin.metrics.ledgers import actions as ledgers
from jinlin.metrics.ledgers.models import Ledger, Template
from jinlin.metrics.ledgers.tests.made import word
from jinlin.metrics.returns import actions
from jinlin.metrics.returns.models import Answer, Blank, Return
from jinlin.metrics.returns.tests.forms import make
from jinlin.services.documents.models import Document

__all__ = ["shared_house"]
TEMPLATE = word("{{ 地方 }}：{{ 收到的诉求 }}件")


@pytest.fixture
def everybody(shared_house, settings, tmp_path):
    settings.UPLOADS = tmp_path
    return cast_of_dehua()


def month() -> str:
    """The last one that is over."""
    return names_until(clock.today(), 2)[1]


def taken(cast) -> Blank | Return:
    file = ContentFile(make("pairs"), name="a.xlsx")
    return actions.take_in(file, cast.places.county, month(), actor=cast.actors.supervisor)


def filled(cast) -> Return:
    blank = taken(cast)
    assert isinstance(blank, Blank)
    blank = actions.confirm(blank, version=blank.version, actor=cast.actors.supervisor)
    made = actions.fill(blank, month(), actor=cast.actors.supervisor)
    rest = made.answers.filter(origin="missing").values_list("ref", flat=True)
    typed = dict.fromkeys(rest, "1")
    return actions.write(made, typed, version=made.version, actor=cast.actors.supervisor)


def names_of(outcomes) -> list[str]:
    return sorted(type(each).__name__ for each in outcomes)


def test_a_form_that_three_bring_at_once_is_one(everybody):
    outcomes = together(*(partial(taken, everybody) for _clerk in range(3)))
    assert (names_of(outcomes), Blank.objects.count()) == (["Blank"] * 3, 1)


def test_signed_by_three_at_once_it_has_one_number(everybody):
    form = filled(everybody)
    sign = partial(actions.sign, form, version=form.version, actor=everybody.actors.supervisor)
    assert names_of(together(sign, sign, sign)) == ["Document", "Stale", "Stale"]
    assert Document.objects.filter(about_id=form.pk).count() == 1


def test_written_while_it_is_signed_one_of_both_is_told(everybody):
    form = filled(everybody)
    ref = form.answers.first().ref
    lead, version = everybody.actors.supervisor, form.version
    outcomes = together(
        partial(actions.sign, form, version=version, actor=lead),
        partial(actions.write, form, {ref: "别的"}, version=version, actor=lead),
    )
    assert names_of(outcomes) in (["Document", "Stale"], ["Return", "Stale"])
    form.refresh_from_db()
    said = Answer.objects.get(filled=form, ref=ref).value
    assert (said == "别的") != form.is_signed


def test_without_the_lock_a_signed_form_would_be_written_in(everybody):
    """The control: who read it before it was signed and saves without looking again."""
    form = filled(everybody)
    copy = form.answers.first()
    actions.sign(form, version=form.version, actor=everybody.actors.supervisor)
    copy.value = "别的"
    copy.save(update_fields=["value"])
    form.refresh_from_db()
    assert (form.is_signed, form.answers.get(ref=copy.ref).value) == (True, "别的")


def test_a_ledger_that_three_draw_up_at_once_is_one(everybody):
    lead, place = everybody.actors.supervisor, everybody.places.county
    file = ContentFile(TEMPLATE, name="a.docx")
    template, _checked = ledgers.bring(file, place, "台账", actor=lead)
    assert template is not None
    draw = partial(ledgers.draw_up, template, place, month(), actor=lead)
    assert names_of(together(draw, draw, draw)) == ["Ledger"] * 3
    assert Ledger.objects.count() == 1


def test_templates_of_one_name_brought_at_once_are_editions_one_after_another(everybody):
    lead, place = everybody.actors.supervisor, everybody.places.county

    def bring() -> object:
        file = ContentFile(TEMPLATE, name="a.docx")
        return ledgers.bring(file, place, "台账", actor=lead)[0]

    assert names_of(together(bring, bring, bring)) == ["Template"] * 3
    assert sorted(Template.objects.values_list("edition", flat=True)) == [1, 2, 3]
    assert Template.objects.current().count() == 1
