"""Do the forms of the demo stand, filled from what was told?"""

import pytest

from jinlin.core.time import calendar
from jinlin.demo import answering, ledgering
from jinlin.demo import county as demo_county
from jinlin.domains.appeals.actions import offer_usual_classes
from jinlin.ground.places.init import build_county
from jinlin.metrics.ledgers.models import Ledger
from jinlin.metrics.returns import queries
from jinlin.metrics.returns.models import Origin, Return

pytestmark = pytest.mark.one_engine


@pytest.fixture
def stands(db, settings, tmp_path):
    settings.UPLOADS = tmp_path
    calendar.seed()
    offer_usual_classes()
    demo_county.build(build_county(demo_county.COUNTY).county)
    answering.stand()


def test_one_of_each_kind_stands_once(stands):
    answering.stand()
    found = {each.blank.kind: each for each in Return.objects.select_related("blank")}
    assert (set(found), Return.objects.count()) == ({"xlsx", "docx"}, 2)
    assert (found["xlsx"].is_signed, found["docx"].is_signed) == (True, False)


def test_nearly_all_of_their_fields_are_from_records(stands):
    for each in Return.objects.select_related("blank"):
        meter = queries.meter_of(each)
        assert meter.share is not None
        assert meter.share >= 85
        by_hand = each.answers.filter(origin__in=[Origin.HAND, Origin.MISSING])
        asked = {row.label.split("|")[0] for row in by_hand}
        assert asked <= {"联系电话", "起", "调解纠纷"}


def test_ledgers_in_word_and_excel_stand_once(stands):
    ledgering.stand()
    ledgering.stand()
    found = {each.template.kind: each for each in Ledger.objects.select_related("template")}
    assert (set(found), Ledger.objects.count()) == ({"xlsx", "docx"}, 2)
    assert (found["docx"].is_signed, found["xlsx"].is_signed) == (True, False)
