"""Is every award paid once, whatever happens: parallel batches, files twice and out of order?"""

from datetime import date, datetime, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jinlin.core.errors import NotAllowed, NotNow, Stale, Unusable
from jinlin.core.time import clock
from jinlin.domains.workforce import actions
from jinlin.domains.workforce.actions import Answered
from jinlin.domains.workforce.actions.bank_files import answers_in
from jinlin.domains.workforce.lifecycle import State
from jinlin.domains.workforce.models import (
    Application,
    Award,
    Booking,
    Line,
    Outcome,
    Payment,
    Policy,
    Qualification,
)
from jinlin.domains.workforce.tests.cast import (
    COUNTY,
    OTHER,
    policy,
    registered,
)
from jinlin.domains.workforce.tests.planted import id_of

ACCOUNT = "6222021234567890123"
NOON = datetime(2025, 6, 10, 12, 0, tzinfo=clock.CHINA)


def applied(cast, one=None, *, level=1, rule=None, actor=None):
    one = one or registered(cast)
    held = one.qualifications.get(level=level)
    rule = rule or Policy.objects.filter(level=level).first() or policy(level)
    return actions.apply(
        held, policy=rule, account=ACCOUNT, bank="农商行", actor=actor or cast.actors.registrar
    )


def approved(cast, application):
    application = actions.check(application, actor=cast.actors.registrar)
    application = actions.review(application, actor=cast.actors.second_registrar)
    second = "prefecture" if application.policy.second_level == "prefecture" else "lead"
    return actions.approve(application, actor=getattr(cast.actors, second))


def on_notice(cast, application):
    return actions.publish(approved(cast, application), actor=cast.actors.registrar)


def awarded(cast, application):
    application = on_notice(cast, application)
    with clock.set_to(clock.at(application.notice_to + timedelta(days=1), 9)):
        return actions.award(application)


def later(days=30):
    return clock.set_to(NOON + timedelta(days=days))


def frozen(cast, days=30):
    with later(days):
        return actions.freeze(COUNTY, actor=cast.actors.officer)


def told(line, outcome, minutes=0, reason=""):
    at = NOON + timedelta(days=31, minutes=minutes)
    return Answered(line.reference, outcome, at, reason)


def balance():
    return Booking.objects.aggregate(total=Sum("amount"))["total"] or 0


def test_from_the_application_to_the_account(cast):
    given_ = awarded(cast, applied(cast))
    batch = frozen(cast)
    line = batch.lines.get()
    assert (line.holder, line.account, line.amount) == ("王社工", ACCOUNT, 1000)
    found = actions.read_back(batch, [told(line, "paid")], actor=cast.actors.officer)
    assert (found, balance()) == ({"paid": 1}, 1000)
    assert given_.payments.get().lines.get().outcome == Outcome.PAID


def test_two_reviews_are_made_by_two_people_at_two_levels(cast):
    application = actions.check(applied(cast), actor=cast.actors.registrar)
    application = actions.review(application, actor=cast.actors.lead)
    with pytest.raises(NotAllowed):
        actions.approve(application, actor=cast.actors.lead)
    with pytest.raises(NotAllowed):
        actions.approve(application, actor=cast.actors.registrar)
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.update(approved_by=application.reviewed_by)


def test_the_prefecture_makes_the_second_review_where_the_policy_says_so(cast):
    rule = policy(1, second_level=Policy.Second.PREFECTURE)
    application = actions.check(applied(cast, rule=rule), actor=cast.actors.registrar)
    application = actions.review(application, actor=cast.actors.registrar)
    with pytest.raises(NotAllowed):
        actions.approve(application, actor=cast.actors.lead)
    assert actions.approve(application, actor=cast.actors.prefecture).state == State.APPROVED


def test_nobody_handles_their_own_application(cast):
    one = registered(cast, user=cast.users.registrar)
    application = applied(cast, one, actor=cast.actors.registrar)
    for verb in (actions.check, actions.review):
        with pytest.raises(NotAllowed):
            verb(application, actor=cast.actors.registrar)


def test_an_old_copy_is_refused(cast):
    application = applied(cast)
    old = Application.objects.get(pk=application.pk)
    actions.check(application, actor=cast.actors.registrar)
    with pytest.raises(Stale):
        actions.refuse(old, reason="太晚", actor=cast.actors.registrar)


def test_one_award_for_a_certificate_ever_in_any_county(cast):
    one = registered(cast)
    awarded(cast, applied(cast, one))
    with pytest.raises(NotNow):
        applied(cast, one)
    moved = registered(cast, county=OTHER)
    held = moved.qualifications.get()
    rule = policy(1, place_code="1405")
    with pytest.raises(NotNow):
        actions.apply(held, policy=rule, account=ACCOUNT, actor=cast.actors.other_registrar)


@pytest.mark.parametrize(
    "spelled",
    ["２０２２3504001", "2022-3504001", "2022\u200b3504001", "2022\u00ad3504001", "2022 3504001"],
)
def test_a_certificate_is_the_same_however_its_number_is_spelled(cast, spelled):
    """Also with signs that nobody sees: it is held by one person of a county, and awarded once."""
    first, second = registered(cast), registered(cast, "李社工", citizen_id=id_of(11), levels=())
    for one, number in ((first, "20223504001"), (second, spelled)):
        one.qualifications.all().delete()
        facts = {"level": "1", "number": number, "issued_on": "2022-06-01"}
        told = actions.tell(one, kind="qualification", facts=facts, actor=cast.actors.registrar)
        if one is first:
            actions.verify(told, actor=cast.actors.registrar)
    with pytest.raises(NotNow):
        actions.verify(told, actor=cast.actors.registrar)


@pytest.mark.parametrize("number", ["О20223504001", "abc", "2022年第1号证", "无"])
def test_what_is_no_certificates_number_is_refused_in_words(cast, number):
    facts = {"level": "1", "number": number, "issued_on": "2022-06-01"}
    with pytest.raises(Unusable):
        actions.tell(
            registered(cast), kind="qualification", facts=facts, actor=cast.actors.registrar
        )


def test_the_database_itself_refuses_a_second_award(cast):
    given_ = awarded(cast, applied(cast))
    second = registered(cast, "李社工", citizen_id=id_of(11))
    other = applied(cast, second)
    with pytest.raises(IntegrityError), transaction.atomic():
        Award.objects.create(
            county=COUNTY,
            application=other,
            certificate_key=given_.certificate_key,
            policy=other.policy,
            level=1,
            amount=1,
            awarded_on=date(2025, 7, 1),
        )


def test_a_refused_application_may_be_made_again(cast):
    one = registered(cast)
    actions.refuse(applied(cast, one), reason="材料不齐", actor=cast.actors.registrar)
    assert applied(cast, one).state == State.APPLIED


def test_a_later_level_is_paid_the_difference(cast):
    one = registered(cast, levels=(1, 2))
    awarded(cast, applied(cast, one))
    policy(2)
    assert awarded(cast, applied(cast, one, level=2)).amount == 2000 - 1000


def test_the_conditions_are_named_when_they_do_not_hold(cast):
    one = registered(cast)
    one.posts.all().delete()
    application = actions.check(applied(cast, one), actor=cast.actors.registrar)
    with pytest.raises(NotNow):
        actions.review(application, actor=cast.actors.lead)


def test_an_award_waits_for_the_end_of_the_notice(cast):
    application = on_notice(cast, applied(cast))
    with pytest.raises(NotNow):
        actions.award(application)
    assert application.notice_to == date(2025, 6, 17)  # five working days after the 10th


def test_an_objection_stops_it_until_it_is_answered(cast):
    application = on_notice(cast, applied(cast))
    registrar = cast.actors.registrar
    application = actions.object_to(application, objection="证书有问题", actor=registrar)
    with later(), pytest.raises(NotNow):
        actions.award(application)
    application = actions.overrule(application, reason="经核实，证书真实", actor=registrar)
    with later():
        assert actions.award(application).amount == 1000


def test_an_objection_that_is_justified_ends_it(cast):
    application = on_notice(cast, applied(cast))
    registrar = cast.actors.registrar
    application = actions.object_to(application, objection="证书有问题", actor=registrar)
    assert actions.uphold(application, reason="证书不实", actor=registrar).state == State.REFUSED
    assert not Award.objects.exists()


def test_a_line_that_waits_is_in_no_other_batch(cast):
    awarded(cast, applied(cast))
    batch = frozen(cast)
    with pytest.raises(NotNow):
        frozen(cast, 31)
    payment = Payment.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Line.objects.create(
            county=COUNTY,
            batch=batch,
            payment=payment,
            reference="x",
            holder="x",
            account="x",
            amount=1,
        )


def test_what_the_bank_does_not_know_stays_locked(cast):
    awarded(cast, applied(cast))
    batch = frozen(cast)
    actions.read_back(batch, [told(batch.lines.get(), "unknown")], actor=cast.actors.officer)
    with pytest.raises(NotNow):
        frozen(cast, 40)


def test_what_failed_is_paid_to_another_account(cast):
    given_ = awarded(cast, applied(cast))
    batch, officer = frozen(cast), cast.actors.officer
    line = batch.lines.get()
    actions.read_back(batch, [told(line, "failed", reason="户名不符")], actor=officer)
    assert (balance(), Line.objects.get().reason) == (0, "户名不符")
    with pytest.raises(NotNow):
        frozen(cast, 40)
    actions.change_account(given_, account="6222 0299 8888 7777", actor=cast.actors.registrar)
    second = frozen(cast, 41)
    assert second.lines.get().account == "6222029988887777"
    actions.read_back(second, [told(second.lines.get(), "paid", 99999)], actor=officer)
    late = actions.read_back(batch, [told(line, "paid", 200_000)], actor=officer)
    assert (late, balance()) == ({"strange": 1}, 1000)


def test_the_same_file_twice_books_once(cast):
    awarded(cast, applied(cast))
    batch = frozen(cast)
    file = [told(batch.lines.get(), "paid")]
    actions.read_back(batch, file, actor=cast.actors.officer)
    again = actions.read_back(batch, file, actor=cast.actors.officer)
    assert (again, balance()) == ({"same": 1}, 1000)


@pytest.mark.parametrize(
    "lines",
    [
        "流水号,结果\nA1,成功\n,失败\n",
        "流水号,结果,时间\nA1,成功,昨天下午\n",
        "流水号,结果,结果\nA1,成功,失败\n",
        "流水号,结果\nA1,也许\n",
        '流水号,结果\nA1,"成功\nA2,失败\n',
    ],
)
def test_of_the_banks_file_nothing_is_dropped_or_guessed(tmp_path, lines):
    file = tmp_path / "回盘.csv"
    file.write_text(lines, encoding="utf-8")
    with pytest.raises(Unusable):
        list(answers_in(file))


def test_money_that_came_back_is_booked_as_returned(cast):
    awarded(cast, applied(cast))
    batch, officer = frozen(cast), cast.actors.officer
    line = batch.lines.get()
    actions.read_back(batch, [told(line, "paid")], actor=officer)
    actions.read_back(batch, [told(line, "failed", 60, "退汇")], actor=officer)
    kinds = list(Booking.objects.order_by("kind").values_list("kind", "amount"))
    assert (kinds, balance()) == ([("paid", 1000), ("returned", -1000)], 0)
    assert Award.objects.get().needs_account


@given(
    st.lists(
        st.tuples(st.sampled_from(["paid", "failed", "unknown"]), st.integers(0, 5)), max_size=7
    )
)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_the_bank_says_in_whatever_order_at_most_one_payment_stands(cast, words):
    with transaction.atomic():
        awarded(cast, applied(cast))
        batch = frozen(cast)
        line = batch.lines.get()
        for outcome, minutes in words:
            actions.read_back(batch, [told(line, outcome, minutes)], actor=cast.actors.officer)
        assert balance() in {0, 1000}
        line.refresh_from_db()
        assert (line.outcome == Outcome.PAID) == (balance() == 1000)
        transaction.set_rollback(True)


def test_a_monthly_award_owes_each_month_once(cast):
    rule = policy(1, kind=Policy.Kind.MONTHLY, amount=200, months=3)
    given_ = awarded(cast, applied(cast, rule=rule))
    for day in (date(2025, 7, 1), date(2025, 7, 1), date(2026, 7, 1)):
        actions.fall_due(given_, day)
    months = list(Payment.objects.values_list("month", flat=True))
    assert months == ["2025-06", "2025-07", "2025-08"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.create(
            county=COUNTY, award=given_, month="2025-07", amount=200, due_on=date(2025, 7, 1)
        )


def test_a_higher_monthly_award_ends_the_lower_one(cast):
    one = registered(cast, levels=(1, 2))
    low = policy(1, kind=Policy.Kind.MONTHLY, amount=100, months=24)
    high = policy(2, kind=Policy.Kind.MONTHLY, amount=200, months=24)
    first = awarded(cast, applied(cast, one, rule=low))
    second = awarded(cast, applied(cast, one, level=2, rule=high))
    first.refresh_from_db()
    assert first.ends_before == second.first_month
    assert actions.fall_due(first, date(2026, 1, 1)) == 0


def test_an_account_is_looked_at_before_it_is_kept(cast):
    one = registered(cast)
    rule = policy(1)
    with pytest.raises(Unusable):
        actions.apply(
            one.qualifications.get(), policy=rule, account="123", actor=cast.actors.registrar
        )


@pytest.mark.parametrize("who", ["registrar", "lead", "hospital", "other_registrar"])
def test_only_the_payment_officer_freezes_batches(cast, who):
    with pytest.raises(NotAllowed):
        actions.freeze(COUNTY, actor=getattr(cast.actors, who))


def test_a_batch_keeps_to_its_limit(cast):
    for number, name in ((11, "李一"), (13, "李二"), (15, "李三")):
        awarded(cast, applied(cast, registered(cast, name, citizen_id=id_of(number))))
    with later():
        batch = actions.freeze(COUNTY, actor=cast.actors.officer, limit=2500)
    assert (batch.lines_count, batch.amount) == (2, 2000)


def test_what_was_keyed_as_it_was_spelled_is_keyed_anew(cast):
    """As a house of before has it: the key of a spelling, in the register and at the award."""
    given_ = awarded(cast, applied(cast))
    right = given_.certificate_key
    Qualification.objects.update(number_key="hs256:as-it-was-spelled")
    Award.objects.update(certificate_key="hs256:as-it-was-spelled")
    migration = import_module(
        "jinlin.domains.workforce.migrations.0012_certificates_by_letters_and_digits"
    )
    migration.key_anew(apps, None)
    assert Qualification.objects.get().number_key == Award.objects.get().certificate_key == right
