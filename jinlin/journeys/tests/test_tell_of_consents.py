"""Does somebody learn that staff wrote down a consent of theirs?"""

from datetime import timedelta

import pytest

from jinlin.core.actor import SYSTEM
from jinlin.core.time import clock
from jinlin.domains.appeals.tests.cast import COUNTY, at_desk
from jinlin.domains.receptions.tests.cast import Cast
from jinlin.ground.accounts.actions import add_staff, grant_role
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import Consent, Purpose, Relation
from jinlin.journeys.consents_to_people import tell_of_consents
from jinlin.services.notices.models import Delivery, Message

pytestmark = pytest.mark.one_engine

NUMBER = "13800138111"


@pytest.fixture(autouse=True)
def _gateway(settings):
    settings.SMS_GATEWAY_URL = "https://sms.example/send"


def on_word(cast: Cast, phone: str) -> Consent:
    person = people.know(COUNTY, name="陈阿婆", phone=phone, actor=cast.actors.clerk)
    return people.consent(
        person,
        given_by="",
        relation=Relation.SELF,
        purpose=Purpose.ACTING,
        version="2026-1",
        actor=cast.actors.clerk,
    )


def test_whoever_has_a_number_is_told_once_by_a_message_to_it(cast: Cast) -> None:
    consent = on_word(cast, NUMBER)
    assert (tell_of_consents(), tell_of_consents()) == (1, 0)
    delivery = Delivery.objects.get(channel="sms")
    assert (delivery.address, str(Purpose.ACTING.label) in delivery.body) == (NUMBER, True)
    consent.refresh_from_db()
    assert consent.told_at is not None


def test_whoever_has_an_account_finds_it_in_their_messages(cast: Cast) -> None:
    user = cast.users.resident
    people.know(COUNTY, name="王小梅", phone=user.phone, actor=cast.actors.clerk)
    person = people.know(
        COUNTY, name="王小梅", phone=user.phone, user=user, actor=cast.actors.resident
    )
    people.consent(
        person,
        given_by="",
        relation=Relation.SELF,
        purpose=Purpose.SHARING,
        version="1",
        actor=cast.actors.clerk,
    )
    assert tell_of_consents() == 1
    assert Message.objects.get(user=user).event == "people.consent"


def test_without_a_number_it_waits_in_the_list_and_an_old_one_is_no_news(cast: Cast) -> None:
    on_word(cast, "")
    with clock.set_to(clock.now() - timedelta(days=8)):
        on_word(cast, NUMBER)
    assert (tell_of_consents(), Consent.objects.filter(told_at=None).count()) == (0, 2)


def test_what_people_agreed_to_themselves_is_told_to_nobody(cast: Cast) -> None:
    user = cast.users.resident
    own = people.know(
        COUNTY, name="王小梅", phone=user.phone, user=user, actor=cast.actors.resident
    )
    people.consent(
        own,
        given_by="",
        relation=Relation.SELF,
        purpose=Purpose.SHARING,
        version="1",
        actor=cast.actors.resident,
    )
    assert (tell_of_consents(), list(Consent.objects.on_word_alone())) == (0, [])


def test_lead_and_audit_administrator_see_who_wrote_it_down_and_nobody_clear(cast: Cast) -> None:
    on_word(cast, NUMBER)
    auditor, _password = add_staff(COUNTY, username="auditor", name="管审计", actor=SYSTEM)
    grant_role(auditor, role=Role.AUDIT_ADMIN, at=cast.places.county, actor=SYSTEM)
    for user in (cast.users.lead, auditor):
        page = at_desk(user).get("/desk/people/consents/")
        assert (page.status_code, str(cast.users.clerk) in page.text, NUMBER in page.text) == (
            200,
            True,
            False,
        )
        assert ("陈阿婆" in page.text, "陈**" in page.text) == (False, True)
