"""What if a person was written down wrongly, or whoever answers for a case has left?"""

from datetime import date, timedelta

import pytest

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotAllowed, NotNow
from jinlin.core.time import clock
from jinlin.domains.casework import actions, jobs
from jinlin.domains.casework.actions import Client, Facts, Kinship
from jinlin.domains.casework.models import Case, Consent, Relative, Served, Task
from jinlin.domains.casework.models.standing import is_withdrawn, part_of
from jinlin.domains.casework.queries.lists import listed, waiting
from jinlin.domains.casework.queries.marks import mark_of
from jinlin.domains.casework.queries.story import story
from jinlin.domains.casework.tests.cast import (
    CHILD,
    closed,
    now_of,
    opened,
    reviewing,
    sealed,
    session,
    working,
)
from jinlin.ground.accounts import actions as accounts
from jinlin.ground.accounts.actors import actor_for
from jinlin.ground.accounts.models import Grant
from jinlin.ground.accounts.tests.county import at_desk

ID = "110101199003070070"


def facts(cast, **told):
    client = Client("秦阿公", "13977770002", "", date(1950, 3, 4), "m")
    known = {"client": client, "place": cast.places.community, **told}
    return Facts(**known)


def leave_the_agency(user):
    for grant in Grant.objects.current().filter(user=user):
        accounts.revoke_role(grant, actor=SYSTEM)


def watcher_after(cast):
    """Another supervisor works for the agency, and the one of before does not any more."""
    accounts.grant_role(
        cast.users.other_watcher, role="case_supervisor", at=cast.units.agency, actor=SYSTEM
    )
    leave_the_agency(cast.users.watcher)
    return actor_for(cast.users.other_watcher)


def test_a_person_put_right_is_counted_once_as_who_they_are(cast):
    case = working(cast, client=Client("秦阿工"))
    actions.sign(case, session(), actor=cast.actors.worker)
    assert (now_of(case).mark, Served.objects.count()) == ("", 0)  # too little was known
    right = actions.put_right(now_of(case), facts(cast), actor=cast.actors.worker)
    assert (right.name, right.phone, right.born_on) == ("秦阿公", "13977770002", "1950-03-04")
    known = {"name": "秦阿公", "phone": "13977770002"}
    assert Served.objects.get().mark == right.mark == mark_of(case.county, **known)
    with_id = facts(cast, client=Client("秦阿公", "13977770002", ID))
    again = actions.put_right(now_of(case), with_id, actor=cast.actors.worker)
    assert Served.objects.get().mark == again.mark == mark_of(case.county, citizen_id=ID)
    assert again.born_on == "1990-03-07"
    found = Case.objects.for_desk(cast.actors.worker)
    assert [row.pk for row in found.filter(pk=again.pk)] == [case.pk]


def test_what_stood_there_before_is_on_the_trail_and_locked(cast):
    case = working(cast, client=Client("秦阿工", "13977770002"))
    actions.put_right(now_of(case), facts(cast), actor=cast.actors.worker)
    case = now_of(case)
    assert "秦阿工" in story(case, actor=cast.actors.worker)[-1].sentence
    assert "秦阿工" not in str([entry.data for entry in timeline.trail(case)])


def test_who_turns_out_to_be_a_child_needs_the_guardians_own_consent(cast):
    case = opened(cast, client=Client("苗小禾", "13977770001", "", date(1990, 5, 6)))
    actions.consent(case, purpose="service", relation="self", actor=cast.actors.worker)
    case = actions.take_on(now_of(case), actor=cast.actors.worker)
    case = actions.put_right(case, facts(cast, client=CHILD), actor=cast.actors.worker)
    assert (case.is_minor, case.is_child, is_withdrawn(case)) == (True, True, True)
    assert [task.what for task in Task.objects.filter(case=case)] == ["withdrawn"]
    with pytest.raises(NotNow):
        actions.sign(case, session(), actor=cast.actors.worker)
    told = {"purpose": "service", "relation": "guardian", "given_by": "苗母"}
    actions.consent(now_of(case), **told, actor=cast.actors.worker)
    actions.put_right(now_of(case), facts(cast, client=CHILD), actor=cast.actors.worker)
    assert Consent.objects.filter(case=case, withdrawn_at=None).count() == 1


def test_nobody_outside_the_work_puts_anything_right(cast):
    case = working(cast)
    for name in ("watcher", "other_worker", "lead"):
        with pytest.raises(NotAllowed):
            actions.put_right(now_of(case), facts(cast), actor=getattr(cast.actors, name))
    case = closed(cast)
    with pytest.raises(NotAllowed):
        actions.put_right(now_of(case), facts(cast), actor=cast.actors.worker)


def test_facts_and_genogram_are_put_right_on_their_pages(cast):
    case = working(cast)
    relative = actions.know_relative(case, Kinship("mother", "错母亲"), actor=cast.actors.worker)
    browser, at = at_desk(cast.users.worker), f"/desk/casework/{case.pk}/"
    assert f"{at}facts/" in browser.get(at).content.decode()
    form = browser.get(f"{at}facts/").context["form"]
    sent = {field.html_name: field.value() or "" for field in form} | {"name": "秦老伯"}
    assert browser.post(f"{at}facts/", sent).status_code == 302
    assert (now_of(case).name, now_of(case).born_on) == ("秦老伯", "1950-03-04")
    assert "错母亲" in browser.get(f"{at}family/").content.decode()
    assert browser.post(f"{at}family/{relative.pk}/take-out/").status_code == 302
    assert not Relative.objects.exists()
    other = at_desk(cast.users.other_worker)
    assert other.get(f"{at}facts/").status_code == 404
    assert other.post(f"{at}family/{relative.pk}/take-out/").status_code == 404


@pytest.mark.parametrize("is_sealed", [False, True])
def test_a_case_whose_supervisor_left_has_the_agencys_present_one(cast, is_sealed):
    case = reviewing(cast)
    case = sealed(cast, case) if is_sealed else case
    assert jobs.name_new_supervisors() == 0
    after = watcher_after(cast)
    assert part_of(after, now_of(case)) == ""
    assert (jobs.name_new_supervisors(), jobs.name_new_supervisors()) == (1, 0)
    case = now_of(case)
    assert part_of(after, case) == "supervisor"
    assert part_of(cast.actors.worker, case) == "worker"
    assert actions.close(case, actor=after).state == "closed"


def test_a_closed_file_and_one_without_another_supervisor(cast):
    case = closed(cast)
    leave_the_agency(cast.users.watcher)
    assert jobs.name_new_supervisors() == 0  # there is nobody yet
    accounts.grant_role(
        cast.users.other_watcher, role="case_supervisor", at=cast.units.agency, actor=SYSTEM
    )
    assert jobs.name_new_supervisors() == 1
    assert Case.objects.kept_by(actor_for(cast.users.other_watcher)).get() == case


def test_a_case_whose_worker_left_waits_for_the_supervisor_to_name_another(cast):
    case = working(cast)
    (line,) = listed([case], actor=cast.actors.watcher)
    assert str(line.who) == "社工"
    leave_the_agency(cast.users.worker)
    (line,) = listed([now_of(case)], actor=cast.actors.watcher)
    assert (str(line.who), str(line.what)) == ("督导", "指定主责社工")
    assert list(waiting(cast.actors.watcher).rows) == [case]
    actions.assign(now_of(case), cast.users.colleague.pk, actor=cast.actors.watcher)
    assert not waiting(cast.actors.watcher).rows.exists()


def second(cast, name="秦阿公", phone="13977770002", **told):
    client = Client(name, phone)
    intake = actions.Intake(client, "judicial", cast.places.community, **told)
    return actions.open_case(cast.units.other_agency, intake, actor=cast.actors.other_worker)


def told_of():
    return {(task.case_id, task.about) for task in Task.objects.filter(what="second")}


def test_who_opens_a_second_case_is_not_told_of_the_first(cast):
    first = sealed(cast, opened(cast))
    later = second(cast)
    assert (jobs.tell_of_second_cases(), jobs.tell_of_second_cases()) == (1, 0)
    assert told_of() == {(first.pk, later.pk)}  # both are new: the later team hears nothing


def test_nobody_is_told_of_a_second_case_that_is_sealed(cast):
    opened(cast)
    second(cast, seal_at_once=True)
    assert jobs.tell_of_second_cases() == 0
    assert told_of() == set()


def test_what_was_told_of_a_case_that_is_sealed_later_is_gone(cast):
    opened(cast)
    later = second(cast)
    assert jobs.tell_of_second_cases() == 1
    actions.seal(now_of(later), how="order", actor=cast.actors.other_watcher)
    assert told_of() == set()
    assert jobs.tell_of_second_cases() == 0


def test_a_person_who_is_known_later_is_found_to_be_the_same(cast):
    first = working(cast)
    later = second(cast, name="秦公公", phone="")
    assert jobs.tell_of_second_cases() == 0
    right = facts(cast)
    with clock.set_to(clock.now() + timedelta(days=30)):
        actions.put_right(now_of(later), right, actor=cast.actors.other_worker)
        assert jobs.tell_of_second_cases() == 1
    assert told_of() == {(first.pk, later.pk)}
