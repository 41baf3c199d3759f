"""Do the rooms of the register work: rounds, updates, exams from a file, posts, budget?"""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from jinlin.core.files import uploads
from jinlin.core.time import clock
from jinlin.core.timeline.entries import Access
from jinlin.domains.workforce import actions, jobs
from jinlin.domains.workforce.models import (
    Answer,
    Attempt,
    Candidacy,
    Establishment,
    Post,
    Registration,
    Round,
    UnitReturn,
    Update,
    WorkforceRule,
)
from jinlin.domains.workforce.queries import keeping
from jinlin.domains.workforce.tests.cast import COUNTY, at_desk, at_phone, registered
from jinlin.domains.workforce.tests.planted import id_of
from jinlin.services.notices.models import Message

pytestmark = pytest.mark.one_engine

DESK = "/desk/workforce/"


@pytest.fixture
def desk(cast):
    return at_desk(cast.users.registrar)


def keyed(client, address, name="form") -> str:
    return str(client.get(address).context[name]["key"].value())


def employed(cast, number=1, name="王社工"):
    """Somebody with an open post at the hospital."""
    return registered(cast, name, citizen_id=id_of(number))


def opened(desk, name="春季摸排", start=0) -> Round:
    day = clock.today() + timedelta(days=start)
    told = {
        "key": keyed(desk, f"{DESK}rounds/"),
        "county": COUNTY,
        "name": name,
        "opens_on": str(day),
        "closes_on": str(day + timedelta(days=9)),
    }
    assert desk.post(f"{DESK}rounds/", told).status_code == 302
    return Round.objects.get(name=name)


def test_a_unit_answers_signs_and_the_next_round_compares(cast, desk):
    one, other = employed(cast), employed(cast, 2, "李社工")
    first = opened(desk)
    unit = at_desk(cast.users.hospital)
    own = UnitReturn.objects.get(round=first)
    said = {f"says-{row.pk}": "stays" for row in Answer.objects.filter(unit_return=own)}
    assert unit.post(f"{DESK}returns/{own.pk}/sign/").status_code == 302
    assert UnitReturn.objects.get(pk=own.pk).signed_at is None  # somebody has no answer yet
    unit.post(f"{DESK}returns/{own.pk}/", said)
    unit.post(f"{DESK}returns/{own.pk}/sign/")
    assert UnitReturn.objects.get(pk=own.pk).signed_at is not None
    Post.objects.filter(professional=other).update(until=clock.today())
    third = employed(cast, 3, "赵社工")
    second = opened(desk, "秋季摸排", 100)
    own = UnitReturn.objects.get(round=second)
    said = {f"says-{row.pk}": "stays" for row in Answer.objects.filter(unit_return=own)}
    unit.post(f"{DESK}returns/{own.pk}/", said)
    unit.post(f"{DESK}returns/{own.pk}/sign/")
    [change] = desk.get(f"{DESK}rounds/{second.pk}/").context["changes"]
    assert (change.before, change.now, change.came, change.gone) == (2, 2, 1, 1)
    assert {one.pk, third.pk} == set(own.answers.values_list("professional", flat=True))
    desk.post(f"{DESK}rounds/{second.pk}/")
    assert Round.objects.get(pk=second.pk).frozen_on == clock.today()


def test_another_unit_and_another_county_get_nothing(cast, desk):
    employed(cast)
    own = UnitReturn.objects.get(round=opened(desk))
    for name in ("school", "other_registrar", "abroad_registrar"):
        assert at_desk(getattr(cast.users, name)).get(f"{DESK}returns/{own.pk}/").status_code == 404


def picture() -> SimpleUploadedFile:
    buffer = io.BytesIO()
    Image.new("RGB", (300, 200)).save(buffer, format="JPEG")
    return SimpleUploadedFile("paper.jpg", buffer.getvalue(), content_type="image/jpeg")


def test_what_somebody_tells_with_evidence_stands_when_the_registrar_verified_it(cast, desk):
    one = registered(cast, "王社工", user=cast.users.worker)
    phone = at_phone(cast.users.worker)
    address = f"/workforce/tell/{one.pk}/education/"
    told = {
        "key": keyed(phone, address),
        "hours": "16",
        "on": str(clock.today()),
        "subject": "小组工作",
    }
    for _time in range(2):
        assert phone.post(address, {**told, "evidence": picture()}).status_code == 302
    update = Update.objects.get()
    paper = uploads.of(update).get()
    assert paper.is_sealed
    before = one.education.count()
    page = desk.get(f"{DESK}updates/{update.pk}/").content.decode()
    assert ("小组工作" in page, paper.url in page) == (True, True)
    desk.post(f"{DESK}updates/{update.pk}/")
    assert one.education.count() == before + 1
    assert Message.objects.filter(user=cast.users.worker).exists()
    assert at_desk(cast.users.other_registrar).get(f"{DESK}updates/{update.pk}/").status_code == 404


def test_a_refusal_needs_a_reason_which_the_person_reads(cast, desk):
    one = registered(cast, "王社工", user=cast.users.worker)
    told = {"hours": "3", "on": str(clock.today()), "subject": "课"}
    update = actions.tell(one, kind="education", facts=told, actor=cast.actors.worker)
    address = f"{DESK}updates/{update.pk}/"
    assert desk.post(address, {"refuse": "1", "reason": " "}).status_code == 422
    assert desk.post(address, {"refuse": "1", "reason": "看不清"}).status_code == 302
    assert "看不清" in at_phone(cast.users.worker).get("/workforce/").content.decode()


def listed(*rows: str) -> SimpleUploadedFile:
    text = "\n".join(("姓名,身份证号,单位,培训班,社会工作综合能力,社会工作实务", *rows))
    return SimpleUploadedFile("list.csv", text.encode("utf-8-sig"), content_type="text/csv")


def sent(desk, stage: str, file) -> object:
    told = {
        "key": keyed(desk, f"{DESK}exams/"),
        "county": COUNTY,
        "year": "2025",
        "level": "1",
        "stage": stage,
        "on": "2025-06-15",
        "file": file,
    }
    answer = desk.post(f"{DESK}exams/", told)
    assert answer.status_code == 200, answer.context["form"].errors
    return answer.context["taken"]


def test_candidates_and_results_come_in_from_a_file_and_again_change_nothing(cast, desk):
    one, two = id_of(11), id_of(12)
    for stage in ("mobilised_on", "registered_on", "sat_on"):
        taken = sent(
            desk, stage, listed(f"王小明,{one},县医院,一班,,", f"李大山,{two},县医院,一班,,")
        )
        assert dict(taken.counts) == {"new": 2}
    results = (f"王小明,{one},县医院,一班,72,60", f"李大山,{two},县医院,一班,59,缺考", "赵,1,,,,")
    for stage, passed in (("sat_on", 1), ("sat_on", 0)):
        taken = sent(desk, stage, listed(*results))
        assert (taken.passed, [row for row, _why in taken.problems]) == (passed, [4])
    assert sorted(Attempt.objects.values_list("result", flat=True)) == [
        *("absent", "failed", "passed", "passed")
    ]
    assert Candidacy.objects.exclude(passed_on=None).get().person.name == "王小明"
    page = desk.get(f"{DESK}exams/?year=2025&level=1&by=class_name")
    assert page.context["rows"] == [("一班", [2, 2, 2, 1, 0])]


def test_approved_posts_are_entered_and_what_is_filled_is_counted(cast, desk):
    one = employed(cast)
    sector = next(iter(desk.get(f"{DESK}posts/").context["form"].fields["sector"].queryset))
    Post.objects.filter(professional=one).update(sector=sector)
    told = {
        "key": keyed(desk, f"{DESK}posts/"),
        "county": COUNTY,
        "organisation": str(cast.units.hospital.pk),
        "sector": sector.pk,
        "approved": "3",
        "wanted": "1",
        "since": "2025-01-01",
    }
    assert desk.post(f"{DESK}posts/", told).status_code == 302
    [row] = desk.get(f"{DESK}posts/").context["rows"]
    assert (row["approved"], row["filled"], row["vacant"], row["wanted"]) == (3, 1, 2, 1)
    again = desk.post(f"{DESK}posts/", {**told, "key": keyed(desk, f"{DESK}posts/")})
    assert (again.status_code, Establishment.objects.count()) == (422, 1)


def test_whoever_holds_a_registration_that_runs_out_is_told_once(cast):
    one = registered(cast, "王社工", user=cast.users.worker)
    held = one.qualifications.first()
    assert held is not None
    held.registrations.all().delete()
    near = clock.today() - timedelta(days=3 * 365 - 30)
    Registration.objects.create(county=one.county, qualification=held, registered_on=near)
    assert [row.pk for row in keeping.running_out(COUNTY, clock.today())] == [held.pk]
    assert (jobs.remind_to_renew(), jobs.remind_to_renew()) == (1, 0)
    assert Message.objects.filter(user=cast.users.worker, event="workforce.renew").count() == 1


def test_a_registration_is_listed_so_long_before_its_end_as_the_county_says(cast, desk):
    one = registered(cast, "王社工")
    held = one.qualifications.first()
    assert held is not None
    held.registrations.all().delete()
    near = clock.today() - timedelta(days=3 * 365 - 60)
    Registration.objects.create(county=one.county, qualification=held, registered_on=near)
    assert list(keeping.running_out(COUNTY, clock.today())) == [held]
    WorkforceRule.objects.create(county=COUNTY, valid_from=clock.today(), remind_days=30)
    assert list(keeping.running_out(COUNTY, clock.today())) == []
    assert "30 天内没有登记到期" in desk.get(f"{DESK}running-out/").content.decode()


@pytest.mark.parametrize(
    "room", ["prospects/", "learned/?hours=1&since=2000-01-01", "running-out/", "updates/"]
)
def test_every_room_opens_for_the_registrar(cast, desk, room):
    registered(cast, "王社工")
    assert desk.get(f"{DESK}{room}").status_code == 200


def test_who_may_sit_leaves_out_whoever_holds_the_level_or_a_higher_one(cast, desk):
    """They would fill page after page before the first who can be mobilised."""
    lower = registered(cast, "王社工", levels=(1,))
    registered(cast, "李社工", citizen_id=id_of(21), levels=(2,))
    bare = registered(cast, "张社工", citizen_id=id_of(23), levels=())
    shown = {
        level: {row.one for row in desk.get(f"{DESK}prospects/?level={level}").context["rows"]}
        for level in (1, 2, 3)
    }
    assert (shown[1], shown[2], len(shown[3])) == ({bare}, {lower, bare}, 3)


def test_an_empty_list_of_candidates_leads_to_where_the_list_is_taken_in(cast, desk):
    page = desk.get(f"{DESK}exams/people/").content.decode()
    assert f'<a class="button" href="{DESK}exams/">' in page
    filtered = desk.get(f"{DESK}exams/people/?year=2024").content.decode()
    assert f'<a class="button" href="{DESK}exams/">' not in filtered


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("learned/?hours=many&since=2000-01-01", "hours"),
        ("learned/?since=soon&hours=1", "since"),
        ("running-out/?county=999999", "county"),
        ("exams/?year=1066&level=2", "year"),
        ("prospects/?level=9&year=2025", "level"),
        ("?schooling=none", "schooling"),
        ("layers/?down=nothing", "down"),
    ],
)
def test_what_cannot_be_used_of_an_address_is_named_and_the_rest_holds(cast, desk, address, field):
    page = desk.get(f"{DESK}{address}")
    assert (page.status_code, list(page.context["filter_form"].errors)) == (422, [field])
    kept = {name: str(page.context[name]) for name in ("hours", "year") if name in page.context}
    said = dict(each.split("=") for each in address.partition("?")[2].split("&"))
    assert all(kept[name] == said[name] for name in kept if name in said and name != field)


def test_no_file_of_the_register_is_made_with_a_filter_that_cannot_be_used(cast, desk):
    registered(cast, "王社工")
    export = f"{DESK}export.xlsx?level=9"
    assert desk.get(export).status_code == 422
    assert desk.post(export, {"why": "年度统计上报"}).status_code == 422
    assert not Access.objects.filter(what="register").exists()


def test_the_budget_page_is_for_those_who_pay(cast):
    officer = at_desk(cast.users.officer)
    assert officer.get("/desk/subsidies/budget/").status_code == 200
    assert at_desk(cast.users.clerk).get("/desk/subsidies/budget/").status_code == 403
