"""Is a service without a case that was mistyped put right or taken back, without a trace lost, and
do all counts follow?
"""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotAllowed, NotHere, NotNow, Unusable
from jinlin.core.figures.answers import answer
from jinlin.core.figures.measures import Window
from jinlin.core.keys import uuid7
from jinlin.core.offline import Conflict
from jinlin.core.time import clock
from jinlin.core.timeline import Entry
from jinlin.domains.casework import actions
from jinlin.domains.casework.actions import Known, ServiceTerms
from jinlin.domains.casework.desk.serving import chosen
from jinlin.domains.casework.measures import MEASURES
from jinlin.domains.casework.models import Monthly, Served, Service
from jinlin.domains.casework.queries.counts import whole
from jinlin.domains.casework.queries.sums import added_up, sums_of
from jinlin.domains.casework.tests.cast import now_of, session, working
from jinlin.ground.accounts.actions import issue_token
from jinlin.ground.accounts.tests.county import COUNTY, at_desk
from jinlin.services.notices.models import Message

ONE, OTHER = Known("村民", "13900000001"), Known("别人", "13900000002")
WRONG = {"heads": 300, "people": [ONE], "fund": "gifts", "spent": Decimal(30)}
JSON = "application/json"
KEYS = ("services", "person_times", "people", "elderly_care", "villages")


@pytest.fixture
def program(cast):
    """A program of the worker's."""
    told = {"name": "账本", "scopes": ["casework:read", "casework:write"], "actor": SYSTEM}
    until = clock.today() + timedelta(days=9)
    _token, raw = issue_token(cast.users.worker, **told, expires_on=until)
    return Client(HTTP_AUTHORIZATION=f"Bearer {raw}")


def terms(cast, **told) -> ServiceTerms:
    kept = {"field": "elderly", "form": "group", "on": clock.today(), "title": "健康讲座"}
    return ServiceTerms(place=told.pop("place", cast.places.community), **{**kept, **told})


def served(cast, who="worker", **told) -> Service:
    actor = getattr(cast.actors, who)
    return actions.serve(cast.units.agency, terms(cast, **{**WRONG, **told}), actor=actor)


def figures() -> list[int]:
    window = Window(COUNTY, clock.today())
    by_key = {each.key: each for each in MEASURES}
    return [answer(by_key[f"casework.{key}"], window).value or 0 for key in KEYS]


def sums(cast):
    whole_ = added_up(cast.actors.lead, {}).whole
    one_by_one = sums_of(chosen(cast.actors.lead, {})).whole
    assert whole_ == one_by_one
    return whole_.services, whole_.person_times, whole_.yuan


def test_what_was_mistyped_is_put_right_by_a_line_of_its_own_and_every_count_follows(cast):
    wrong = served(cast)
    assert (figures(), sums(cast)) == ([1, 300, 1, 1, 1], (1, 300, 30))
    right = actions.correct(
        wrong,
        terms(cast, heads=30, on=clock.today() - timedelta(days=40)),
        reason="多打了一个零，日期也错了",
        actor=cast.actors.worker,
    )
    wrong = now_of(wrong)
    assert (wrong.person_times, wrong.spent, wrong.title) == (300, 30, "健康讲座")
    assert (wrong.struck_by, wrong.struck_reason) == (
        cast.users.worker.pk,
        "多打了一个零，日期也错了",
    )
    assert (right.corrects, right.struck_at) == (wrong, None)
    assert (figures(), sums(cast)) == ([1, 30, 1, 1, 1], (1, 30, 0))
    assert [row.services for row in Monthly.objects.exclude(services=0)] == [1]
    assert added_up(cast.actors.lead, {}).people == 1  # carried over: the same person
    assert whole(COUNTY, right.on.year)["people"] == 1
    entry = Entry.objects.get(subject_id=wrong.pk)
    assert (entry.verb, entry.user_id) == ("strike", cast.users.worker.pk)


def test_whom_the_terms_name_takes_the_stead_of_who_was_counted(cast):
    wrong = served(cast)
    told = terms(cast, people=[OTHER])
    right = actions.correct(wrong, told, reason="写错了人", actor=cast.actors.worker)
    marks = Served.objects.filter(is_struck=False)
    assert [row.service_id for row in marks] == [right.pk]
    assert Served.objects.count() == 2  # what was written down first stays


def test_what_was_taken_back_counts_nowhere_and_stays_readable(cast):
    wrong, kept = served(cast), served(cast, heads=2, fund="", spent=Decimal(0))
    with pytest.raises(Unusable):
        actions.strike(wrong, reason=" ", actor=cast.actors.watcher)
    actions.strike(wrong, reason="记了两遍", actor=cast.actors.watcher)
    assert (figures(), sums(cast)) == ([1, 2, 1, 1, 1], (1, 2, 0))
    assert actions.add_up_again() == 0
    browser = at_desk(cast.users.lead)
    pages = {
        name: browser.get(f"/desk/services/{name}").content.decode()
        for name in ("", "struck/", f"{wrong.pk}/", f"{kept.pk}/")
    }
    assert [str(wrong.pk) in pages[name] for name in ("", "struck/")] == [False, True]
    assert ["记了两遍" in page for page in pages.values()] == [False, True, True, False]
    assert "柳督导" in pages[f"{wrong.pk}/"]
    file = b"".join(browser.get("/desk/services/export.csv").streaming_content).decode("utf-8-sig")
    assert file.count("健康讲座") == 1


def test_nobody_puts_right_twice_what_is_struck_out_nor_what_belongs_to_a_case(cast):
    wrong, worker = served(cast), cast.actors.worker
    stale = now_of(wrong)
    actions.strike(wrong, reason="记了两遍", actor=worker)
    for verb, told in ((actions.strike, ()), (actions.correct, (terms(cast),))):
        with pytest.raises(NotNow):
            verb(stale, *told, reason="再来一次", actor=worker)
    assert Service.objects.count() == 1
    case = working(cast)
    actions.sign(case, session(), actor=worker)
    of_case = Service.objects.get(case=case)
    with pytest.raises(NotHere):
        actions.strike(of_case, reason="试试", actor=cast.actors.watcher)
    assert at_desk(cast.users.worker).get(f"/desk/services/{of_case.pk}/").status_code == 404


@pytest.mark.parametrize("who", ["colleague", "other_worker", "other_watcher", "lead", "clerk"])
def test_only_who_wrote_it_and_the_agency_s_supervisor_may(cast, who):
    wrong, actor = served(cast), getattr(cast.actors, who)
    with pytest.raises(NotAllowed):
        actions.strike(wrong, reason="不对", actor=actor)
    with pytest.raises(NotAllowed):
        actions.correct(wrong, terms(cast), reason="不对", actor=actor)
    answers = [
        at_desk(getattr(cast.users, who)).post(f"/desk/services/{wrong.pk}/{verb}/").status_code
        for verb in ("strike", "correct")
    ]
    assert answers == ([404, 404] if who.startswith("other_w") else [403, 403])


def test_the_page_is_filled_in_keeps_what_was_typed_and_makes_one_line_once(cast):
    wrong, browser = served(cast, title="健康讲座"), at_desk(cast.users.worker)
    address = f"/desk/services/{wrong.pk}/correct/"
    form = browser.get(address).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    assert (sent["heads"], sent["title"], sent["spent"]) == (300, "健康讲座", Decimal(30))
    sent |= {"on": str(wrong.on), "heads": "30"}
    refused = browser.post(address, {**sent, "title": "健康讲座（下午）"})
    assert (refused.status_code, "健康讲座（下午）" in refused.content.decode()) == (422, True)
    sent["reason"] = "多打了一个零"
    assert [browser.post(address, sent).status_code for _time in range(2)] == [302, 302]
    (right,) = Service.objects.standing()
    assert (right.person_times, right.corrects_id) == (30, wrong.pk)
    page = browser.get(f"/desk/services/{wrong.pk}/").content.decode()
    assert ("多打了一个零" in page, str(right.pk) in page) == (True, True)
    late = browser.post(address, {**sent, "key": str(uuid7()), "title": "又一次"})
    assert (late.status_code, "又一次" in late.content.decode()) == (409, True)


def test_a_correction_sent_again_under_its_key_is_the_same_one(cast):
    wrong, key = served(cast), uuid7()
    told = terms(cast, heads=30, key=key)
    first = actions.correct(wrong, told, reason="多打了零", actor=cast.actors.worker)
    again = actions.correct(now_of(wrong), told, reason="多打了零", actor=cast.actors.worker)
    assert (first.pk, again.pk) == (key, key)
    with pytest.raises(NotNow):
        other = terms(cast, heads=31, key=key)
        actions.correct(now_of(wrong), other, reason="多打了零", actor=cast.actors.worker)
    assert (Service.objects.standing().count(), Conflict.objects.count()) == (1, 1)


def test_whoever_wrote_it_hears_what_their_supervisor_did_with_it_and_nothing_of_whom(cast):
    gone = served(cast, title="探望王大爷", people=[Known("王大爷", "13900000001")])
    wrong = served(cast, title="探望王大爷", people=[Known("王大爷", "13900000001")])
    actions.strike(gone, reason="记了两遍", actor=cast.actors.watcher)
    right = terms(cast, heads=3)
    made = actions.correct(wrong, right, reason="人数写错了", actor=cast.actors.watcher)
    told = {row.about_id: row for row in Message.objects.all()}
    assert {key: row.user_id for key, row in told.items()} == dict.fromkeys(
        (gone.pk, wrong.pk), cast.users.worker.pk
    )
    assert ("记了两遍" in told[gone.pk].body, "人数写错了" in told[wrong.pk].body) == (True, True)
    assert told[gone.pk].title != told[wrong.pk].title
    for row in told.values():
        assert not any(word in f"{row.title}{row.body}{row.url}" for word in ("王大爷", "139000"))
        assert at_desk(cast.users.worker).get(row.url).status_code == 200
    actions.strike(made, reason="还是不对", actor=cast.actors.watcher)  # their own line
    actions.strike(served(cast), reason="我记错了", actor=cast.actors.worker)
    assert Message.objects.count() == 2


def test_programs_do_the_same_as_the_desk(cast, program):
    wrong = served(cast)
    address, key = f"/api/v1/casework/services/{wrong.pk}/", str(uuid7())
    body = {
        "id": key,
        "agency": str(wrong.agency_id),
        "place": wrong.place_code,
        "on": str(wrong.on),
        "field": "elderly",
        "form": "group",
        "title": "健康讲座",
        "heads": 30,
        "reason": "多打了一个零",
    }
    elsewhere = program.post(
        f"{address}correct", {**body, "agency": str(cast.units.other_agency.pk)}, JSON
    )
    assert elsewhere.status_code == 422
    made = [program.post(f"{address}correct", body, JSON) for _time in range(2)]
    assert [answer.status_code for answer in made] == [201, 201]
    assert [answer.json()["corrects"] for answer in made] == [str(wrong.pk)] * 2
    shown = program.get(address.rstrip("/")).json()
    assert (shown["struck_reason"], shown["struck_at"] is None) == ("多打了一个零", False)
    listed = program.get("/api/v1/casework/services").json()["items"]
    assert [each["id"] for each in listed] == [key]
    right = f"/api/v1/casework/services/{key}/strike"
    answers = [program.post(right, {"reason": "不算"}, JSON).status_code for _time in range(2)]
    assert answers == [200, 409]
    assert program.get("/api/v1/casework/services").json()["items"] == []
