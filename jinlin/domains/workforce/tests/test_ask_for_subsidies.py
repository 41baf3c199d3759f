"""Does an application go its way through the pages, from the phone to the bank and back?"""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jinlin.core.time import clock
from jinlin.domains.workforce import actions
from jinlin.domains.workforce.jobs import award_after_notice, let_months_fall_due
from jinlin.domains.workforce.models import Application, Award, Batch, Line
from jinlin.domains.workforce.tests.cast import at_desk, at_phone, certify, policy, registered
from jinlin.domains.workforce.tests.conftest import NOON
from jinlin.domains.workforce.tests.planted import id_of

DESK = "/desk/subsidies/"


@pytest.fixture
def worker(cast):
    policy(1)
    return registered(cast, user=cast.users.worker)


def applied(cast, one):
    browser = at_phone(cast.users.worker)
    held = one.qualifications.get()
    page = browser.get(f"/workforce/apply/{held.pk}/")
    form = page.context["form"]
    told = {
        "key": str(form.initial.get("key") or form["key"].value()),
        "policy": form.fields["policy"].queryset.get().pk,
        "account": "6222 0212 3456 7890",
        "bank": "农商行",
    }
    answers = [browser.post(f"/workforce/apply/{held.pk}/", told).status_code for _n in range(2)]
    assert answers == [302, 302]
    return Application.objects.get()


def moved(client, application, move, **told):
    address = f"{DESK}{application.pk}/{move}/"
    form = client.get(address).context["attempt"].form
    hidden = {name: form[name].value() for name in ("version", "key")}
    answer = client.post(address, {**hidden, **told})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    application.refresh_from_db()
    return application


def test_from_the_phone_to_the_account(cast, worker):
    application = applied(cast, worker)
    registrar, lead = at_desk(cast.users.registrar), at_desk(cast.users.lead)
    assert application.number in registrar.get(DESK).content.decode()
    moved(registrar, application, "check", note="证书真实")
    moved(registrar, application, "review", is_appraised="on")
    moved(lead, application, "approve")
    moved(registrar, application, "publish")
    shown = at_phone(cast.users.stranger).get("/subsidies/notice/").content.decode()
    assert ("王**" in shown, "王社工" in shown, application.number in shown) == (
        True,
        False,
        False,
    )
    with clock.set_to(NOON + timedelta(days=20)):
        assert (award_after_notice(), award_after_notice(), let_months_fall_due()) == (1, 0, 0)
        officer = at_desk(cast.users.officer)
        answer = officer.post(f"{DESK}batches/", {"county": "140522"})
        batch = Batch.objects.get()
        assert answer.url.endswith(f"{batch.pk}/")
        file = b"".join(officer.get(f"{answer.url}file.csv").streaming_content).decode("utf-8-sig")
        reference = Line.objects.get().reference
        assert reference in file
        assert "6222021234567890" in file
        returned = f"流水号,结果,原因,时间\n{reference},成功,,2025-07-01T10:00:00\n"
        sent = {"file": SimpleUploadedFile("回盘.csv", returned.encode("gb18030"))}
        assert officer.post(answer.url, sent).status_code == 302
    assert (Line.objects.get().outcome, Award.objects.get().amount) == ("paid", 1000)
    mine = at_phone(cast.users.worker).get("/workforce/").content.decode()
    assert application.number in mine


def test_a_return_file_that_cannot_be_read_changes_nothing(cast, worker):
    application = applied(cast, worker)
    application = actions.check(application, actor=cast.actors.registrar)
    application = actions.review(application, actor=cast.actors.registrar)
    application = actions.approve(application, actor=cast.actors.lead)
    actions.publish(application, actor=cast.actors.registrar)
    with clock.set_to(NOON + timedelta(days=20)):
        award_after_notice()
        batch = actions.freeze("140522", actor=cast.actors.officer)
        for text in ("a,b\n1,2\n", f"流水号,结果\n{batch.lines.get().reference},也许\n"):
            sent = {"file": SimpleUploadedFile("回盘.csv", text.encode())}
            answer = at_desk(cast.users.officer).post(f"{DESK}batches/{batch.pk}/", sent)
            assert answer.status_code == 422
    assert Line.objects.get().outcome == "waiting"


@pytest.mark.parametrize(
    ("who", "board", "one", "batches"),
    [
        ("registrar", 200, 200, 200),
        ("prefecture", 200, 200, 200),
        ("lead", 200, 200, 403),
        ("officer", 200, 200, 200),
        ("other_registrar", 200, 404, 200),
        ("abroad_registrar", 200, 404, 200),
        ("hospital", 403, 403, 403),
        ("clerk", 403, 403, 403),
        ("system_admin", 403, 403, 403),
    ],
)
def test_who_sees_applications_and_batches(cast, worker, who, board, one, batches):
    application = applied(cast, worker)
    client = at_desk(getattr(cast.users, who))
    asked = (DESK, f"{DESK}{application.pk}/", f"{DESK}batches/")
    assert [client.get(address).status_code for address in asked] == [board, one, batches]


def test_nobody_applies_with_the_certificate_of_somebody_else(cast, worker):
    other = registered(cast, "李社工", citizen_id=id_of(11))
    held = certify(other, 2)
    address = f"/workforce/apply/{held.pk}/"
    assert at_phone(cast.users.worker).get(address).status_code == 404
    assert at_phone(cast.users.stranger).get(address).status_code == 404
