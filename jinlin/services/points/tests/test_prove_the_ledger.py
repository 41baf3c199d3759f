"""Does the chain show one altered row, do heads stand, and does any history keep the sums?"""

from datetime import timedelta
from random import Random

import pytest
from click.testing import CliRunner
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jinlin.core.append_only import allow_flush, unguarded_tables
from jinlin.core.errors import Refusal
from jinlin.core.keys import uuid7
from jinlin.core.timeline.chain import WHOLE
from jinlin.services.points import actions, jobs
from jinlin.services.points.actions import Counted, Gift, Wanted
from jinlin.services.points.commands import points
from jinlin.services.points.models import Account, Head, Item, Ledger, Order, Reversal, Transfer
from jinlin.services.points.models.transfers import LINKED
from jinlin.services.points.queries.verifying import Wrong, verify
from jinlin.services.points.tests.cast import COUNTY, DAY, at, served

TOMORROW = DAY + timedelta(days=1)
MOVES = ("earn", "order", "hand_out", "cancel", "serve", "propose", "approve", "refuse", "sleep",
         "count", "receive")  # fmt: skip


@pytest.fixture
def told(cast):
    """Five transfers of two people on one day, whose head is published."""
    with at(10):
        for account in (cast.one, cast.two, cast.one):
            served(cast, account, 240)
        actions.serve(cast.one, Wanted(cast.item), actor=cast.actors.keeper)
        actions.serve(cast.two, Wanted(cast.item), actor=cast.actors.keeper)
    with at(1, day=TOMORROW):
        assert (jobs.publish_heads(), jobs.publish_heads()) == (1, 0)
    return cast


def test_the_chain_of_a_day_is_published_and_stands(told):
    head = Head.objects.get()
    last = Transfer.objects.get(seq=5)
    assert (head.day, head.seq, head.count, head.hash) == (DAY, 5, 5, last.hash)
    assert list(verify()) == []
    assert unguarded_tables(["points_transfer", "points_head", "points_stockchange"]) == []


def test_the_head_of_a_day_waits_until_it_is_over(cast):
    with at(10):
        served(cast, cast.one)
        assert jobs.publish_heads() == 0
        assert actions.publish_head(COUNTY, DAY) is None


@pytest.mark.parametrize(
    "statement", ["UPDATE points_transfer SET amount = 1 WHERE seq = 2", "DELETE FROM points_head",
                  "DELETE FROM points_transfer WHERE seq = 5"]
)  # fmt: skip
def test_the_database_refuses_to_change_or_delete(told, statement):
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def tampered(statement):
    with allow_flush(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("statement", "wrong", "seq"),
    [
        ("UPDATE points_transfer SET amount = amount + 1 WHERE seq = 3", Wrong.CHANGED, 3),
        ("UPDATE points_transfer SET minutes = 9 WHERE seq = 1", Wrong.CHANGED, 1),
        ("UPDATE points_transfer SET previous = '' WHERE seq = 4", Wrong.CHANGED, 4),
        ("UPDATE points_head SET hash = 'x' WHERE seq = 5", Wrong.HEAD, 5),
        ("UPDATE points_ledger SET head = 'x'", Wrong.END, 5),
    ],
)
def test_one_altered_row_is_found(told, statement, wrong, seq):
    tampered(statement)
    broken = list(verify(COUNTY))
    assert [(one.wrong, one.seq) for one in broken] == [(wrong, seq)]


def test_links_of_both_kinds_make_one_chain(told):
    """A transfer that an earlier version of the house wrote stands as it was hashed then."""
    with at(12, day=TOMORROW):
        ledger, twin = Ledger.objects.get(), Transfer.objects.get(seq=1)
        twin.pk, twin.source_id, twin.algorithm = uuid7(), uuid7(), WHOLE
        twin.seq, twin.previous = ledger.seq + 1, ledger.head
        twin.hash = twin.digest()
        twin._state.adding = True
        twin.save()
        Ledger.objects.update(seq=twin.seq, head=twin.hash)
        accounts = Account.objects
        accounts.filter(pk=twin.debit_id).update(balance=F("balance") - twin.amount)
        accounts.filter(pk=twin.credit_id).update(balance=F("balance") + twin.amount)
        served(told, told.two)
    assert set(Transfer.objects.values_list("algorithm", flat=True)) == {WHOLE, LINKED}
    assert list(verify(COUNTY)) == []


def test_a_balance_that_somebody_raised_is_found(told):
    Account.objects.filter(pk=told.one.pk).update(balance=999)
    assert [(one.wrong, one.account) for one in verify(COUNTY)] == [
        (Wrong.BALANCE, told.one.number)
    ]


def test_a_chain_written_anew_still_misses_the_published_head(told):
    """Whoever can write the whole table cannot write what was published."""
    with allow_flush():
        previous = ""
        for row in Transfer.objects.order_by("seq"):
            row.previous, row.minutes = previous, row.minutes + 1
            previous = row.hash = row.digest()
            with connection.cursor() as cursor:
                cursor.execute(
                    "UPDATE points_transfer SET previous = %s, minutes = %s, hash = %s "
                    "WHERE seq = %s",
                    [row.previous, row.minutes, row.hash, row.seq],
                )
        with connection.cursor() as cursor:
            cursor.execute("UPDATE points_ledger SET head = %s", [previous])
    assert [one.wrong for one in verify(COUNTY)] == [Wrong.HEAD]


def test_the_console_says_so(told):
    right = CliRunner().invoke(points, ["verify"])
    assert right.exit_code == 0
    assert Head.objects.get().hash in right.output
    tampered("UPDATE points_transfer SET amount = amount + 1 WHERE seq = 3")
    wrong = CliRunner().invoke(points, ["verify", "--county", COUNTY])
    assert wrong.exit_code == 1
    assert f"{COUNTY} #3" in wrong.output


class Life:
    """One random history: whoever does whatever, in whatever order."""

    def __init__(self, cast, seed):
        self.cast, self.chance, self.day = cast, Random(seed), DAY
        self.accounts = [cast.one, cast.two, cast.three]
        self.actors = {cast.one: cast.actors.resident, cast.two: cast.actors.neighbour}

    def step(self, move):
        with at(10, day=self.day):
            try:
                with transaction.atomic():
                    getattr(self, move)()
            except Refusal:
                return

    def earn(self):
        served(self.cast, self.chance.choice(self.accounts), self.chance.randrange(30, 400))

    def order(self):
        who = self.chance.choice(list(self.actors))
        wanted = Wanted(self.cast.item, self.chance.randrange(1, 4))
        actions.order(who, wanted, actor=self.actors[who])

    def _one(self, rows):
        """One of them, the same whenever this history is told again."""
        return self.chance.choice([*rows] or [None])

    def _open(self):
        return self._one(Order.objects.open_().order_by("pk"))

    def hand_out(self):
        if order := self._open():
            actions.hand_out(order, actor=self.cast.actors.keeper)

    def cancel(self):
        if order := self._open():
            actions.cancel(order, reason="算了", actor=self.cast.actors.keeper)

    def serve(self):
        who = self.chance.choice(self.accounts)
        actions.serve(who, Wanted(self.cast.item), actor=self.cast.actors.keeper)

    def propose(self):
        if row := self._one(Transfer.objects.order_by("seq")):
            amount = self.chance.choice((None, self.chance.randrange(1, row.amount + 1)))
            actions.propose(row, reason="错", amount=amount, actor=self.cast.actors.keeper)

    def approve(self):
        if row := Reversal.objects.filter(state="proposed").first():
            actions.approve(row, actor=self.cast.actors.lead)

    def refuse(self):
        if row := Reversal.objects.filter(state="proposed").first():
            actions.refuse(row, reason="没错", actor=self.cast.actors.lead)

    def sleep(self):
        self.day += timedelta(days=self.chance.choice((1, 20, 200)))
        with at(9, day=self.day):
            for job in (jobs.give_back, jobs.announce_ends, jobs.expire, jobs.publish_heads):
                job()

    def count(self):
        counted = Counted(self.chance.randrange(0, 9), "点货")
        actions.take_stock(
            self.cast.store, {self.cast.item: counted}, actor=self.cast.actors.keeper
        )

    def receive(self):
        actions.receive(self.cast.item, Gift(2), actor=self.cast.actors.keeper)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.integers(0, 10**6), st.lists(st.sampled_from(MOVES), min_size=5, max_size=25))
def test_whatever_happens_sums_are_zero_nobody_is_below_zero_and_the_chain_holds(cast, seed, moves):
    with transaction.atomic():
        life = Life(cast, seed)
        for move in ("earn", "earn", *moves):
            life.step(move)
        assert Account.objects.aggregate(sum=Sum("balance"))["sum"] in (0, None)
        people = Account.objects.filter(kind="person")
        assert [row for row in people if row.balance < row.reserved or row.reserved < 0] == []
        item = Item.objects.get(pk=cast.item.pk)
        assert 0 <= item.reserved <= item.stock
        assert item.stock == sum(item.batches.values_list("left", flat=True))
        assert item.stock == sum(item.changes.values_list("change", flat=True))
        assert list(verify(COUNTY)) == []
        transaction.set_rollback(True)
