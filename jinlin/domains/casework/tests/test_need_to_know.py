"""Who sees a case? Its team, and nobody else by any way; what belongs to it is seen with it."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models
from PIL import Image

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotAllowed, NotNow
from jinlin.core.files import uploads
from jinlin.core.time import clock
from jinlin.domains.casework import actions
from jinlin.domains.casework.models import Case, Look, Opening, Service, Task
from jinlin.domains.casework.models.scope import CaseRow, outside_of_scope
from jinlin.domains.casework.models.standing import part_of
from jinlin.domains.casework.tests.cast import (
    TEAM,
    closed,
    group,
    now_of,
    opened,
    sealed,
    session,
    team_of,
    working,
)
from jinlin.ground.accounts import actions as accounts
from jinlin.ground.accounts.actors import actor_for
from jinlin.ground.accounts.models import Grant
from jinlin.ground.accounts.roles import Role
from jinlin.ground.accounts.tests.county import at_desk


def seen_by(cast, rows) -> set[str]:
    return {name for name, actor in vars(cast.actors).items() if rows.visible_to(actor).exists()}


def test_only_the_team_sees_it_and_whatever_belongs_to_it(cast):
    case = working(cast)
    actions.sign(case, session(), actor=cast.actors.worker)
    assert seen_by(cast, Case.objects.filter(pk=case.pk)) == TEAM
    held = {
        model._meta.label: seen_by(cast, model._default_manager.filter(case=case))
        for model in apps.get_app_config("casework").get_models()
        if any(each.name == "case" for each in model._meta.fields)
        and model._default_manager.filter(case=case).exists()
    }
    assert {label: seen for label, seen in held.items() if seen != TEAM} == {}
    assert {"casework.Note", "casework.Consent", "casework.Service"} <= set(held)


def test_every_model_that_points_at_a_case_is_asked_for_through_it():
    found = list(apps.get_app_config("casework").get_models())
    assert outside_of_scope(found, Case) == []


def test_a_new_child_that_forgets_its_case_is_named():
    class Careless(models.Model):
        case = models.ForeignKey("casework.Case", models.CASCADE, related_name="+")

        class Meta:
            app_label = "casework"

    class Careful(CaseRow):
        class Meta:
            app_label = "casework"

    try:
        assert outside_of_scope([Careless, Careful], Case) == ["casework.Careless"]
    finally:
        for name in ("careless", "careful"):
            apps.all_models["casework"].pop(name)
        apps.clear_cache()


def test_no_grant_gives_a_case_but_the_team(cast):
    case = working(cast)
    actions.assign(case, cast.users.colleague.pk, part="helper", actor=cast.actors.watcher)
    assert seen_by(cast, Case.objects.filter(pk=case.pk)) == {*TEAM, "colleague"}
    assert team_of(case) == {"茹社工", "柳督导", "段社工"}


def test_whoever_is_let_in_reads_until_the_term_is_over_and_the_team_is_told(cast):
    case = working(cast)
    asked = actions.ask_to_read(
        case.number, why="emergency", reason="半夜送医", actor=cast.actors.other_worker
    )
    rows = Case.objects.filter(pk=case.pk)
    assert seen_by(cast, rows) == TEAM
    with pytest.raises(NotAllowed):
        actions.grant(asked, actor=cast.actors.other_watcher)
    actions.grant(asked, actor=cast.actors.watcher)
    assert seen_by(cast, rows) == {*TEAM, "other_worker"}
    assert [task.what for task in Task.objects.filter(case=case)] == ["opened"]
    with clock.set_to(clock.now() + timedelta(hours=25)):
        assert seen_by(cast, rows) == TEAM


def test_nobody_lets_themselves_in(cast):
    case = sealed(cast, closed(cast))
    asked = actions.ask_to_read(
        case.number, why="consult", reason="复查", actor=cast.actors.watcher
    )
    with pytest.raises(NotAllowed):
        actions.grant(asked, actor=cast.actors.watcher)


def test_asking_says_the_same_whether_there_is_such_a_case_or_not(cast):
    case = closed(cast)
    case = sealed(cast, case)
    browser = at_desk(cast.users.other_worker)
    pages = []
    for number in (case.number, "GA25-ZZZZZZ"):
        told = {"number": number, "why": "consult", "reason": "法院函", "key": _key(len(pages))}
        with clock.set_to(clock.at(clock.today(), 10)):
            answer = browser.post("/desk/casework/openings/", told)
            page = browser.get("/desk/casework/openings/").content.decode()
        assert answer.status_code == 302
        pages.append(page.replace(number, "NUMBER"))
        Opening.objects.filter(number=number).delete()
    assert _plain(pages[0]) == _plain(pages[1])


def test_every_look_is_on_record_and_can_be_printed(cast):
    case = working(cast)
    browser = at_desk(cast.users.watcher)
    for page in ("", "notes/", "plan/", "print/"):
        assert browser.get(f"/desk/casework/{case.pk}/{page}").status_code == 200
    assert [row.what for row in Look.objects.filter(case=case).order_by("at")] == [
        *("case", "notes", "plan", "print")
    ]
    page = browser.get(f"/desk/casework/{case.pk}/looks/").content.decode()
    assert "柳督导" in page
    assert all(word in page for word in ("个案一览", "全卷打印", "服务记录"))


def test_a_page_that_comes_back_and_a_move_and_a_file_are_looks_too(cast):
    drawn = BytesIO()
    Image.new("RGB", (60, 40), (31, 111, 107)).save(drawn, "JPEG")
    case = working(cast)
    told = {"county": case.county, "actor": cast.actors.worker, "sealed": True}
    upload = uploads.receive(ContentFile(drawn.getvalue(), "b.jpg"), **told)
    actions.attach(case, upload, actor=cast.actors.worker)
    browser, at = at_desk(cast.users.worker), f"/desk/casework/{case.pk}/"
    assert browser.post(f"{at}notes/", {}).status_code == 422
    assert browser.get(f"{at}decline/").status_code in {200, 409}
    assert browser.get(upload.url).status_code == 200
    assert browser.head(at).status_code == 200
    assert list(Look.objects.filter(case=case).order_by("at").values_list("what", flat=True)) == [
        *("notes", "decline", "file", "case")
    ]


def test_whoever_leaves_the_agency_leaves_its_cases(cast):
    case, worker = working(cast), cast.users.worker
    for grant in Grant.objects.current().filter(user=worker):
        accounts.revoke_role(grant, actor=SYSTEM)
    accounts.grant_role(worker, role="caseworker", at=cast.units.other_agency, actor=SYSTEM)
    actor = actor_for(worker)
    assert not Case.objects.for_desk(actor).filter(pk=case.pk).exists()
    assert not Case.objects.kept_by(actor).exists()
    assert part_of(actor, now_of(case)) == ""
    assert at_desk(worker).get(f"/desk/casework/{case.pk}/").status_code == 404


def moves_away(cast, name: str, to) -> None:
    user = getattr(cast.users, name)
    role = Grant.objects.current().get(user=user).role
    for grant in Grant.objects.current().filter(user=user):
        accounts.revoke_role(grant, actor=SYSTEM)
    accounts.grant_role(user, role=role, at=to, actor=SYSTEM)


def test_who_was_let_in_and_works_in_another_county_now_reads_no_more(cast):
    case = working(cast)
    asked = actions.ask_to_read(
        case.number, why="consult", reason="法院函", actor=cast.actors.other_worker
    )
    actions.grant(asked, actor=cast.actors.watcher)
    browser, page = at_desk(cast.users.other_worker), f"/desk/casework/{case.pk}/"
    assert browser.get(page).status_code == 200
    moves_away(cast, "other_worker", cast.units.abroad)
    assert browser.get(page).status_code == 404


def test_a_supervisor_who_left_is_not_told_who_asks_to_read_a_case_of_before(cast):
    case = working(cast)
    actions.ask_to_read(case.number, why="consult", reason="法院函", actor=cast.actors.other_worker)
    browser = at_desk(cast.users.watcher)
    assert case.number in browser.get("/desk/").content.decode()
    moves_away(cast, "watcher", cast.units.other_agency)
    assert case.number not in browser.get("/desk/").content.decode()


def test_nobody_asks_for_a_case_of_a_county_where_they_are_no_social_worker(cast):
    """Another role there gives nothing: whoever supervises the case is not asked."""
    case = working(cast)
    accounts.grant_role(
        cast.users.handler, role=Role.CASEWORKER, at=cast.units.abroad, actor=SYSTEM
    )
    actor = actor_for(cast.users.handler)
    asked = actions.ask_to_read(case.number, why="consult", reason="法院函", actor=actor)
    assert asked.case is None


def test_a_case_is_never_without_a_supervisor(cast):
    case = working(cast)
    accounts.grant_role(cast.users.watcher, role="caseworker", at=cast.units.agency, actor=SYSTEM)
    with pytest.raises(NotNow):
        actions.assign(case, cast.users.watcher.pk, part="worker", actor=cast.actors.watcher)


def test_a_case_of_others_does_not_exist_at_any_of_its_addresses(cast):
    case = group(cast)
    browser = at_desk(cast.users.other_worker)
    answers = {
        page: browser.get(f"/desk/casework/{case.pk}/{page}").status_code
        for page in (
            *("", "notes/", "plan/", "plan/1/", "scales/daily/", "family/", "members/"),
            *("consents/", "team/", "offer/", "refer/", "measure/", "files/", "looks/", "print/"),
            *("move_on/", "seal/", "destroy/", "nonsense/"),
        )
    }
    assert set(answers.values()) == {404}


def test_a_transfer_shows_no_name_before_it_is_accepted(cast):
    case = working(cast)
    passing = actions.offer(
        case, cast.users.colleague.pk, reason="休产假", actor=cast.actors.worker
    )
    page = at_desk(cast.users.colleague).get(f"/desk/casework/offers/{passing.pk}/")
    assert case.number in page.content.decode()
    assert "秦阿公" not in page.content.decode()
    assert seen_by(cast, Case.objects.filter(pk=case.pk)) == TEAM
    with pytest.raises(NotAllowed):
        actions.answer_offer(passing, accepts=True, actor=cast.actors.other_worker)
    actions.answer_offer(passing, accepts=True, actor=cast.actors.colleague)
    assert seen_by(cast, Case.objects.filter(pk=case.pk)) == {"watcher", "colleague"}
    with pytest.raises(NotNow):
        actions.answer_offer(passing, accepts=False, words="晚了", actor=cast.actors.colleague)


def test_who_left_the_agency_is_asked_no_more_and_another_one_can_be(cast):
    case = working(cast)
    passing = actions.offer(
        case, cast.users.colleague.pk, reason="休产假", actor=cast.actors.worker
    )
    colleague = cast.users.colleague
    elsewhere = cast.users.other_worker
    accounts.revoke_role(Grant.objects.current().get(user=colleague), actor=SYSTEM)
    agency = Grant.objects.current().filter(user=elsewhere).first().organisation
    accounts.grant_role(colleague, role=Role.CASEWORKER, at=agency, actor=SYSTEM)
    page = at_desk(colleague).get(f"/desk/casework/offers/{passing.pk}/")
    assert page.status_code == 404
    with pytest.raises(NotAllowed):
        actions.answer_offer(passing, accepts=True, actor=actor_for(colleague))
    assert part_of(cast.actors.worker, now_of(case)) == "worker"
    accounts.grant_role(elsewhere, role=Role.CASEWORKER, at=case.agency, actor=SYSTEM)
    again = actions.offer(now_of(case), elsewhere.pk, reason="休产假", actor=cast.actors.worker)
    actions.answer_offer(again, accepts=True, actor=actor_for(elsewhere))
    assert part_of(actor_for(elsewhere), now_of(case)) == "worker"


def test_an_appeal_of_the_case_for_its_services_is_not_in_lists_of_the_place(cast):
    case = working(cast)
    actions.sign(case, session(), actor=cast.actors.worker)
    assert Service.objects.for_desk(cast.actors.lead).count() == 0
    assert Service.objects.for_desk(cast.actors.worker).count() == 1


def test_a_second_case_of_the_same_person_tells_the_first_team_and_nobody_else(cast):
    first = opened(cast)
    first = sealed(cast, first)
    told = actions.Intake(
        actions.Client("秦阿公", "139 7777 0002"), "elderly", cast.places.community
    )
    second = actions.open_case(cast.units.other_agency, told, actor=cast.actors.other_worker)
    assert now_of(first).mark == second.mark
    assert Task.objects.count() == 0
    assert actions.tell_of(second) == 1
    assert actions.tell_of(second) == 1  # twice the same
    assert [(task.case_id, task.what) for task in Task.objects.all()] == [(first.pk, "second")]
    page = at_desk(cast.users.watcher).get("/desk/").content.decode()
    assert first.number in page
    assert second.number not in at_desk(cast.users.watcher).get("/desk/casework/").content.decode()


def _key(number: int) -> str:
    return f"0190a5a0-0000-7000-8000-00000000000{number}"


def _plain(page: str) -> str:
    return re.sub(
        r'[0-9a-f]{8}-[0-9a-f-]{27}|(csrfmiddlewaretoken" value=")[^"]*|\d+:\d+', "", page
    )
