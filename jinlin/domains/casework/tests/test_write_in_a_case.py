"""Does what was signed stay as it was, and is nothing lost that two people write?"""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection, transaction
from PIL import Image

from jinlin.core import timeline
from jinlin.core.errors import NotAllowed, NotHere, NotNow, Unusable
from jinlin.core.files import uploads
from jinlin.core.time import clock
from jinlin.domains.casework import actions
from jinlin.domains.casework.actions import Client, Closing, Goal, Intake, Kinship
from jinlin.domains.casework.models import (
    Assessment,
    Attendance,
    Case,
    Draft,
    Note,
    Passing,
    Plan,
    Profile,
    Service,
)
from jinlin.domains.casework.queries import file as kept
from jinlin.domains.casework.queries.course import course
from jinlin.domains.casework.queries.genogram import drawing
from jinlin.domains.casework.tests.cast import (
    ANSWERS,
    CHILD,
    GOALS,
    agreed,
    closed,
    group,
    in_last_phase,
    now_of,
    opened,
    reviewing,
    session,
    working,
)
from jinlin.ground.accounts.tests.county import at_desk

WORDS = "夜里常一个人在桥边坐着。"


def test_a_signed_note_cannot_be_changed_by_anybody_by_any_way(cast):
    case = working(cast)
    note = actions.sign(case, session(WORDS), actor=cast.actors.worker)
    with pytest.raises(TypeError):
        note.save()
    with pytest.raises(TypeError):
        note.delete()
    with pytest.raises(TypeError):
        Note.objects.filter(pk=note.pk).update(words="x")
    for statement in ("UPDATE casework_note SET words = 'x'", "DELETE FROM casework_note"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert case.unlock(now_of(note).words) == WORDS


def test_an_addendum_stands_beside_and_is_another_note(cast):
    case = working(cast)
    note = actions.sign(case, session(WORDS), actor=cast.actors.worker)
    actions.add(note, "第二天电话回访，已回家。", actor=cast.actors.watcher)
    (sheet,) = kept.sheets(now_of(case))
    assert (sheet.text, sheet.by) == (WORDS, "茹社工")
    assert [(text, by) for _row, text, by in sheet.addenda] == [
        ("第二天电话回访，已回家。", "柳督导")
    ]
    assert Service.objects.filter(case=case).count() == 1


def test_no_word_of_a_case_lies_open_in_any_table(cast):
    case = working(cast, client=CHILD, field="youth")
    actions.sign(case, session(WORDS), actor=cast.actors.worker)
    actions.write_plan(case, GOALS, based_on=0, actor=cast.actors.worker)
    actions.know_relative(case, Kinship("mother", "苗母"), actor=cast.actors.worker)
    case = now_of(case)
    actions.seal(case, actor=cast.actors.watcher)
    told = everything()
    found = [
        word for word in (WORDS, "苗小禾", "苗母", "13977770001", "每周到校五天") if word in told
    ]
    assert found == []


def everything() -> str:
    """All that the database holds of casework, of the timeline and of the search."""
    tables = [
        name
        for name in connection.introspection.table_names()
        if name.startswith(("casework_", "core_entry", "core_words", "core_sought", "people_"))
    ]
    found = []
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")
            found += cursor.fetchall()
    return str(found)


def test_a_draft_is_seen_by_its_writer_alone_and_goes_when_it_is_signed(cast):
    case = working(cast)
    actions.draft(case, session("写到一半"), actor=cast.actors.worker)
    page = at_desk(cast.users.worker).get(f"/desk/casework/{case.pk}/notes/").content.decode()
    assert "写到一半" in page
    other = at_desk(cast.users.watcher).get(f"/desk/casework/{case.pk}/notes/").content.decode()
    assert "写到一半" not in other
    actions.sign(case, session("写完了"), actor=cast.actors.worker)
    assert Draft.objects.count() == 0


def test_a_note_sent_twice_by_a_phone_is_one_and_counts_once(cast):
    case = working(cast)
    key = uploads.Upload().pk
    for _time in range(2):
        actions.sign(case, session(WORDS, key=key), actor=cast.actors.worker)
    assert (Note.objects.filter(case=case).count(), Service.objects.filter(case=case).count()) == (
        1,
        1,
    )


def test_two_who_write_the_plan_at_once_both_stand(cast):
    case = working(cast)
    actions.assign(case, cast.users.colleague.pk, part="helper", actor=cast.actors.watcher)
    first = actions.write_plan(case, [Goal("按时到校")], based_on=0, actor=cast.actors.worker)
    second = actions.write_plan(case, [Goal("母子和好")], based_on=0, actor=cast.actors.colleague)
    assert [(plan.number, plan.is_beside) for plan in (first, second)] == [(1, False), (2, True)]
    case = now_of(case)
    goals = [version.goals[0]["goal"] for version in kept.versions(case)]
    assert goals == ["母子和好", "按时到校"]
    joined = [Goal("按时到校"), Goal("母子和好")]
    third = actions.write_plan(case, joined, based_on=2, actor=cast.actors.worker)
    assert (third.number, third.is_beside) == (3, False)


def test_nobody_agrees_to_their_own_plan_or_to_an_old_version(cast):
    case = working(cast)
    first = actions.write_plan(case, GOALS, based_on=0, actor=cast.actors.worker)
    with pytest.raises(NotAllowed):
        actions.review_plan(first, is_agreed=True, actor=cast.actors.worker)
    second = actions.write_plan(case, GOALS, based_on=1, actor=cast.actors.worker)
    with pytest.raises(NotNow):
        actions.review_plan(first, is_agreed=True, actor=cast.actors.watcher)
    actions.review_plan(second, is_agreed=True, actor=cast.actors.watcher)
    with pytest.raises(NotNow):
        actions.review_plan(second, is_agreed=True, actor=cast.actors.watcher)
    assert Plan.objects.filter(case=case).count() == 2


def test_the_latest_scale_is_put_right_and_earlier_ones_are_frozen(cast):
    case = working(cast)
    actions.assess(case, "daily", ANSWERS, actor=cast.actors.worker)
    better = {**ANSWERS, "out": 0}
    actions.assess(case, "daily", better, actor=cast.actors.worker)
    with clock.set_to(clock.now() + timedelta(days=30)):
        actions.assess(case, "daily", dict.fromkeys(ANSWERS, 0), actor=cast.actors.worker)
    rows = Assessment.objects.filter(case=case).order_by("on")
    assert [(row.total, row.is_frozen) for row in rows] == [(6, True), (0, False)]
    for wrong in ({}, {**ANSWERS, "out": 9}, {"else": 1}):
        with pytest.raises(Unusable):
            actions.assess(case, "daily", wrong, actor=cast.actors.worker)


def test_under_14_only_a_guardian_agrees(cast):
    case = opened(cast, client=CHILD, field="youth")
    with pytest.raises(Unusable):
        agreed(cast, case, relation="self")
    case = agreed(cast, case, relation="guardian", given_by="苗母")
    with pytest.raises(NotNow):
        agreed(cast, case, relation="guardian", given_by="苗母")
    assert actions.take_on(case, actor=cast.actors.worker).state == "working"


def test_without_consent_nothing_begins_and_without_the_special_one_nothing_is_passed_on(cast):
    case = opened(cast)
    with pytest.raises(NotNow):
        actions.take_on(case, actor=cast.actors.worker)
    case = agreed(cast, case)
    with pytest.raises(NotNow):
        actions.refer(case, "县医院", reason="体检", actor=cast.actors.worker)
    agreed(cast, case, purpose="sharing")
    passing = actions.refer(case, "县医院", reason="体检", actor=cast.actors.worker)
    actions.note_answer(passing, answer="accepted", actor=cast.actors.worker)
    actions.note_answer(passing, answer="done", words="已体检", actor=cast.actors.worker)
    with pytest.raises(NotNow):
        actions.note_answer(passing, answer="refused", actor=cast.actors.worker)
    assert Passing.objects.get().answer == "done"


def test_whoever_handed_it_in_does_not_agree_to_the_closure(cast):
    case = reviewing(cast)
    with pytest.raises(NotAllowed):
        actions.close(now_of(case), actor=cast.actors.worker)
    case = actions.close(now_of(case), note="很好", actor=cast.actors.watcher)
    assert (case.state, case.own_word, case.own_words) == ("closed", "thanks", "谢谢茹社工。")
    assert case.keep_until.year == case.closed_on.year + 10


def test_thanks_are_shown_only_with_consent_and_without_a_name(cast):
    case = in_last_phase(cast)
    said = Closing("reached", "好多了", "thanks", "谢谢", shown_words="谢谢社工陪我走过来")
    with pytest.raises(Unusable):
        actions.ask_to_close(case, closing=said, actor=cast.actors.worker)
    case = agreed(cast, case, purpose="thanks")
    named = Closing("reached", "好多了", "thanks", "谢谢", shown_words="秦阿公谢谢社工")
    with pytest.raises(Unusable):
        actions.ask_to_close(case, closing=named, actor=cast.actors.worker)
    case = actions.ask_to_close(now_of(case), closing=said, actor=cast.actors.worker)
    assert case.shown_words == "谢谢社工陪我走过来"


def test_the_phases_are_those_of_the_day_on_which_it_was_opened(cast):
    before = opened(cast)
    Profile.objects.create(
        county="350526",
        name="DB62/T 4986",
        method="individual",
        phases="intake 接案\nplan 计划\nact 介入\nclose 结案",
        valid_from=date(2020, 1, 1),
    )
    after = opened(cast)
    assert [each.name for each in before.profile] == [
        "接案",
        "预估",
        "计划",
        "介入",
        "评估",
        "结案",
    ]
    assert [each.name for each in after.profile] == ["接案", "计划", "介入", "结案"]


def test_a_group_counts_who_came_each_time_and_each_person_once(cast):
    case = group(cast)
    worker = cast.actors.worker
    members = [
        actions.join(case, Client(f"组员{n}", f"1397777100{n}"), actor=worker) for n in range(3)
    ]
    again = actions.join(case, Client("组员0", "13977771000"), actor=worker)
    assert again == members[0]
    for came in (members, members[:2]):
        actions.sign(case, session("活动", members=[each.pk for each in came]), actor=worker)
    with pytest.raises(NotHere):
        actions.sign(case, session("活动", members=[case.pk]), actor=worker)
    services = Service.objects.filter(case=case).order_by("pk")
    assert [(each.person_times, each.form) for each in services] == [(3, "group"), (2, "group")]
    assert Attendance.objects.filter(case=case).count() == 5
    assert services[0].served.values("mark").distinct().count() == 3


def test_a_genogram_is_drawn_from_who_belongs_to_whom(cast):
    case = working(cast, client=CHILD, field="youth")
    for kin, name in (("mother", "苗母"), ("father", "苗父"), ("sibling", "苗弟")):
        actions.know_relative(case, Kinship(kin, name), actor=cast.actors.worker)
    found = drawing(now_of(case), case.relatives.all())
    assert {(each.name, each.sex) for each in found.figures} == {
        ("苗母", "f"),
        ("苗父", "m"),
        ("苗弟", ""),
    }
    assert found.middle.name == "苗小禾"
    page = at_desk(cast.users.worker).get(f"/desk/casework/{case.pk}/").content.decode()
    assert "<svg" in page


def test_the_course_is_drawn_from_its_sessions(cast):
    case = working(cast)
    assert course(case, today=clock.today()) is None
    for _time in range(3):
        actions.sign(case, session(), actor=cast.actors.worker)
    found = course(now_of(case), today=clock.today() + timedelta(days=30))
    assert len({(mark.x, mark.y) for mark in found.marks}) == 3
    assert {mark.x for mark in found.marks} == {24}
    page = at_desk(cast.users.worker).get(f"/desk/casework/{case.pk}/").content.decode()
    assert page.count('class="case-session"') == 3


def test_a_file_of_a_case_lies_sealed_and_opens_for_its_team_alone(cast):
    drawn = BytesIO()
    Image.new("RGB", (60, 40), (31, 111, 107)).save(drawn, "JPEG")
    case = working(cast)
    told = {"county": case.county, "actor": cast.actors.worker}
    open_one = uploads.receive(ContentFile(drawn.getvalue(), "a.jpg"), **told)
    with pytest.raises(Unusable):
        actions.attach(case, open_one, actor=cast.actors.worker)
    upload = uploads.receive(ContentFile(drawn.getvalue(), "b.jpg"), **told, sealed=True)
    actions.attach(case, upload, actor=cast.actors.worker)
    assert b"JFIF" not in upload.path.read_bytes()
    answers = {
        name: at_desk(getattr(cast.users, name)).get(upload.url).status_code
        for name in ("worker", "watcher", "colleague", "lead", "system_admin")
    }
    assert answers == {
        "worker": 200,
        "watcher": 200,
        "colleague": 404,
        "lead": 404,
        "system_admin": 404,
    }


def test_one_entry_for_each_version_whatever_was_done(cast):
    case = closed(cast)
    entries = timeline.trail(case)
    assert [entry.seq for entry in entries] == list(range(1, now_of(case).version + 1))
    assert list(timeline.verify()) == list(timeline.compare()) == []


def test_a_number_is_drawn_and_tells_nothing_of_others(cast):
    first, second = opened(cast), opened(cast)
    assert first.number[:5] == second.number[:5]
    assert first.number != second.number
    assert Case.objects.filter(number=first.number).count() == 1


def test_taken_in_from_outside_the_agency_it_waits_for_the_supervisor(cast):
    told = Intake(CHILD, "youth", cast.places.community, source="appeal")
    with pytest.raises(NotAllowed):
        actions.open_case(cast.units.agency, told, actor=cast.actors.clerk)
    case = actions.receive(cast.units.agency, told, actor=cast.actors.clerk)
    page = at_desk(cast.users.watcher).get("/desk/").content.decode()
    assert case.number in page
    actions.assign(case, cast.users.worker.pk, actor=cast.actors.watcher)
    assert case.number in at_desk(cast.users.worker).get("/desk/").content.decode()


def test_whoever_took_their_consent_back_is_written_about_no_more_and_the_work_can_end(cast):
    case, worker = working(cast), cast.actors.worker
    actions.withdraw(case.consents.get(), actor=worker)
    for write in (
        lambda: actions.sign(case, session(), actor=worker),
        lambda: actions.draft(case, session("写到一半"), actor=worker),
        lambda: actions.attach(case, uploads.Upload(file_key="sealed"), actor=worker),
        lambda: actions.write_plan(case, GOALS, based_on=0, actor=worker),
        lambda: actions.assess(case, "daily", ANSWERS, actor=worker),
        lambda: actions.move_on(now_of(case), actor=worker),
    ):
        with pytest.raises(NotNow, match="撤回"):
            write()
    with pytest.raises(Unusable) as refusal:
        actions.ask_to_close(now_of(case), closing=Closing("reached", "没有做完"), actor=worker)
    assert refusal.value.field == "ending"
    ended = Closing("ended", "本人不愿继续", "complaint", "没有帮上忙")
    assert actions.ask_to_close(now_of(case), closing=ended, actor=worker).state == "reviewing"


def test_who_agrees_again_is_worked_with_again(cast):
    case, worker = working(cast), cast.actors.worker
    actions.withdraw(case.consents.get(), actor=worker)
    agreed(cast, case)
    assert actions.sign(case, session(), actor=worker)


def test_a_case_that_was_not_met_in_time_can_be_given_up_before_its_last_phase(cast):
    case, worker = working(cast), cast.actors.worker
    lost = Closing("lost", "搬走了，联系不上")
    with pytest.raises(NotNow):
        actions.ask_to_close(now_of(case), closing=lost, actor=worker)
    with clock.set_to(clock.now() + timedelta(days=30)):
        assert actions.ask_to_close(now_of(case), closing=lost, actor=worker).ending == "lost"


@pytest.mark.parametrize(
    "shown", ["阿公谢谢社工", "谢谢。秦阿公", "家住{place}，谢谢", "电话13977770002", "大妹说谢谢"]
)
def test_thanks_that_would_tell_who_it_is_are_refused(cast, shown):
    case = agreed(cast, in_last_phase(cast), purpose="thanks")
    actions.know_relative(case, Kinship("child", "秦大妹"), actor=cast.actors.worker)
    words = shown.format(place=cast.places.community.name)
    said = Closing("reached", "好多了", "thanks", "谢谢", shown_words=words)
    with pytest.raises(Unusable) as refusal:
        actions.ask_to_close(now_of(case), closing=said, actor=cast.actors.worker)
    assert refusal.value.field == "shown_words"


def test_other_words_under_the_key_of_a_signed_note_are_refused_and_stay_with_their_writer(cast):
    case, key = working(cast), uploads.Upload().pk
    at = f"/desk/casework/{case.pk}/notes/"
    told = {"on": clock.today(), "way": "talk", "minutes": 50, "key": key}
    actions.sign(case, session(WORDS, key=key, minutes=50), actor=cast.actors.worker)
    answer = at_desk(cast.users.worker).post(at, {**told, "text": "另外一次的话"})
    assert answer.status_code == 409
    assert "另外一次的话" in answer.content.decode()
    assert at_desk(cast.users.worker).post(at, {**told, "text": WORDS}).status_code == 302
    assert Note.objects.filter(case=case).count() == 1


def test_a_key_that_another_case_knows_is_no_collision(cast):
    key = uploads.Upload().pk
    first, second = (
        actions.sign(case, session(WORDS, key=key), actor=cast.actors.worker)
        for case in (working(cast), working(cast))
    )
    assert (first.pk, second.pk == key) == (key, False)
