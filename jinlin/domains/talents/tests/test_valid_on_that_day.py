"""Was it valid on that day? The page, the program and the offline verifier say the same, for every
day of 1,000 random histories, and so does a reckoning of the test's own.
"""

import json
from copy import deepcopy
from datetime import date, timedelta
from random import Random

import pytest
from click.testing import CliRunner
from django.db import transaction
from django.test import Client

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotNow
from jinlin.core.time import clock
from jinlin.domains.talents import actions, verifier
from jinlin.domains.talents.badges import credential, signing, status_list
from jinlin.domains.talents.commands import talents as console
from jinlin.domains.talents.models import Certificate, TalentRule
from jinlin.domains.talents.tests import cast as c
from jinlin.domains.talents.tests.cast import now_of
from jinlin.domains.talents.verifier import Rejected
from jinlin.ground.accounts.tests.county import COUNTY
from jinlin.services.documents import actions as documents
from jinlin.services.documents.models import Document
from jinlin.services.documents.queries import verified

pytestmark = pytest.mark.one_engine

HISTORIES, MONTHS = 1_000, 2
VERBS = ("suspend", "reinstate", "revoke")


@pytest.fixture(scope="module")
def certificate(house, django_db_blocker):
    """One certificate of a county whose terms are short, and the county's key."""
    with django_db_blocker.unblock():
        TalentRule.objects.create(
            county=COUNTY, valid_from=date(2020, 1, 1), certificate_months=MONTHS, review_months=1
        )
        signing.key_of(COUNTY)
        return Certificate.objects.select_related("document", "talent__person", "skill").get(
            pk=c.held(house).pk
        )


def told(paper: Document, chance: Random) -> list[tuple[date, str]]:
    """A random history through the real verbs, some of them refused; what was done, and when."""
    done, day = [], paper.valid_from - timedelta(days=1)
    for _step in range(chance.randrange(6)):
        day += timedelta(days=chance.choice((0, 0, 1, 1, 2, 5, 9, 20)))
        day = max(day, paper.issued_on)
        verb = chance.choices(VERBS, (5, 4, 1))[0]
        with clock.set_to(clock.at(day, 10)):
            try:
                getattr(documents, verb)(paper, actor=SYSTEM, reason="查实")
            except NotNow:
                continue
        done.append((day, verb))
    return done


def reckoned(paper: Document, done: list[tuple[date, str]], day: date) -> bool:
    """What the test itself says: the last word until the end of that day, within the term."""
    words = [verb for on, verb in done if on <= day]
    if "revoke" in words or (words and words[-1] == "suspend"):
        return False
    return paper.valid_from <= day <= paper.valid_until


def days_of(paper: Document) -> list[date]:
    first = paper.valid_from - timedelta(days=3)
    return [first + timedelta(days=n) for n in range((paper.valid_until - first).days + 4)]


def test_a_thousand_histories_have_one_answer_for_every_day(certificate, db):
    days, kinds = days_of(certificate.document), set()
    after = clock.at(days[-1] + timedelta(days=30), 9)
    token = credential.token(certificate)
    for seed in range(HISTORIES):
        with transaction.atomic():
            done = told(certificate.document, Random(seed))
            with clock.set_to(after):
                answers = _answers(certificate, token, days)
            paper = Document.objects.get(pk=certificate.document_id)
            expected = [reckoned(paper, done, day) for day in days]
            transaction.set_rollback(True)
        assert answers == {"page": expected, "offline": expected}, (seed, done)
        kinds.add(tuple(done))
    assert len(kinds) > HISTORIES // 4  # the histories are of many kinds


def _answers(certificate: Certificate, token: str, days: list[date]) -> dict[str, list[bool]]:
    """The file was downloaded once, before anything happened; only the lists are of today."""
    page = verified(certificate.document.verify_code)
    assert page is not None
    lists = [status_list.signed_list(COUNTY, each) for each in status_list.PURPOSES]
    keys = signing.published(COUNTY)["keys"]
    checked = verifier.check({"credential": token, "status": lists, "keys": keys})
    return {
        "page": [page.holds_on(day) for day in days],
        "offline": [checked.holds_on(day) for day in days],
    }


def test_the_pages_and_the_programs_answer_are_the_same_through_the_domains_verbs(
    certificate, cast
):
    """Over HTTP, for every day, through what a lead does at the desk."""
    days, lead = days_of(certificate.document)[::3], cast.actors.community_lead
    for seed in range(4):
        with transaction.atomic():
            done = _moved(certificate, lead, Random(seed))
            with clock.set_to(clock.at(days[-1] + timedelta(days=30), 9)):
                checked = verifier.check(credential.bundle(certificate))
                found = {
                    day: (*_over_http(certificate, day), checked.holds_on(day)) for day in days
                }
            paper = Document.objects.get(pk=certificate.document_id)
            expected = {day: (reckoned(paper, done, day),) * 3 for day in days}
            transaction.set_rollback(True)
        assert found == expected, (seed, done)


def _moved(certificate: Certificate, lead, chance: Random) -> list[tuple[date, str]]:
    done, day = [], certificate.issued_on
    for _step in range(6):
        day += timedelta(days=chance.randrange(1, 12))
        verb = chance.choices(("suspend", "reinstate", "withdraw"), (5, 4, 1))[0]
        with clock.set_to(clock.at(day, 10)):
            try:
                getattr(actions, verb)(now_of(certificate), reason="查实", actor=lead)
            except NotNow:
                continue
        done.append((day, "revoke" if verb == "withdraw" else verb))
    return done


def _over_http(certificate: Certificate, day: date) -> tuple[bool, bool]:
    code, client = certificate.document.verify_code, Client()
    page = client.get(f"/verify/{code}/?on={day.isoformat()}").content.decode()
    asked = client.get(f"/api/v1/talents/certificates/{code}?on={day.isoformat()}").json()
    assert (f"{day} 当天有效" in page) != (f"{day} 当天无效" in page)
    return f"{day} 当天有效" in page, asked["valid"]


def test_a_withdrawal_is_read_with_its_day_and_reason_by_everybody(certificate, cast):
    day = certificate.issued_on + timedelta(days=10)
    with clock.set_to(clock.at(day, 10)):
        actions.withdraw(now_of(certificate), reason="材料不实", actor=cast.actors.community_lead)
        code = certificate.document.verify_code
        page = Client().get(f"/verify/{code}/").content.decode()
        asked = Client().get(f"/api/v1/talents/certificates/{code}").json()
    assert ("材料不实" in page, day.isoformat() in page) == (True, True)
    assert asked["gaps"] == [
        {"since": day.isoformat(), "until": None, "reason": "材料不实", "is_final": True}
    ]


def test_only_its_own_domain_withdraws_a_certificate(certificate, cast):
    """The desk of documents does not, so that the two never say different things."""
    from jinlin.core.errors import NotAllowed

    with pytest.raises(NotAllowed):
        documents.revoke(certificate.document, actor=cast.actors.lead, reason="写错了")


def test_one_bit_of_a_file_changed_is_found(certificate, db):
    good = credential.bundle(certificate)
    assert verifier.check(good).name == "陈水生"
    for part, spoil in (
        ("credential", lambda token: token[:-6] + ("A" if token[-6] != "A" else "B") + token[-5:]),
        ("credential", lambda token: _with_body(token, "陈水生", "李水生")),
    ):
        bad = {**deepcopy(good), part: spoil(good[part])}
        with pytest.raises(Rejected):
            verifier.check(bad)
    theirs = signing.new_key("621121")
    with pytest.raises(Rejected):
        verifier.check(good, [theirs.public])
    with pytest.raises(Rejected):
        verifier.check({**good, "status": good["status"][:1]})


def _with_body(token: str, old: str, new: str) -> str:
    head, body, signature = token.split(".")
    content = verifier._bytes(body).decode().replace(old, new)
    return f"{head}.{signing._encoded(content.encode())}.{signature}"


def test_a_list_of_a_day_says_how_it_stood_then_and_the_verifier_knows_its_limits(
    certificate, cast
):
    day = certificate.issued_on + timedelta(days=10)
    with clock.set_to(clock.at(day, 10)):
        actions.suspend(now_of(certificate), reason="先停用", actor=cast.actors.community_lead)
    back = day + timedelta(days=5)
    with clock.set_to(clock.at(back, 10)):
        actions.reinstate(now_of(certificate), reason="查清", actor=cast.actors.community_lead)
        lists = [status_list.signed_list(COUNTY, each, on=day) for each in status_list.PURPOSES]
        bundle = {**credential.bundle(certificate), "status": lists}
    then = verifier.check(bundle)
    assert [then.holds_on(day - timedelta(days=n)) for n in (1, 0)] == [True, False]
    with pytest.raises(Rejected):
        then.holds_on(back)


def test_after_a_new_key_old_files_are_still_checked(certificate, db):
    old = credential.bundle(certificate)
    with clock.set_to(clock.now() + timedelta(days=40)):
        signing.new_key(COUNTY)
        new = credential.bundle(certificate)
        keys = signing.published(COUNTY)["keys"]
    assert len(keys) == 2
    assert verifier.check(old, keys).since == verifier.check(new, keys).since
    assert verifier.check(old, keys).fingerprint != verifier.check(new, keys).fingerprint


def test_the_credential_is_an_open_badge_with_two_entries_of_a_status_list(certificate, db):
    told_ = credential.credential(certificate)
    assert told_["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert [each["statusPurpose"] for each in told_["credentialStatus"]] == [
        "revocation",
        "suspension",
    ]
    assert {each["type"] for each in told_["credentialStatus"]} == {"BitstringStatusListEntry"}
    assert told_["credentialSubject"]["achievement"]["type"] == ["Achievement"]


def test_the_console_checks_a_file_without_a_network(certificate, db, tmp_path):
    file = tmp_path / "certificate.json"
    file.write_text(json.dumps(credential.bundle(certificate)), encoding="utf-8")
    today, never = clock.today().isoformat(), "2000-01-01"
    answers = [
        CliRunner().invoke(console, ["verify", str(file), "--on", day])
        for day in (certificate.issued_on.isoformat(), never)
    ]
    assert [answer.exit_code for answer in answers] in ([0, 1], [2, 1]), today
    assert "NOT VALID" in answers[1].output
    file.write_text("{}", encoding="utf-8")
    assert CliRunner().invoke(console, ["verify", str(file)]).exit_code == 2
