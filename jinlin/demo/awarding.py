"""Which subsidies are paid in the demo's registers, and what does the bank say of them?

A few of each county, through the real verbs, by those who would make them: checked and reviewed in
the county, approved a level above, on notice, frozen into a batch, and read back from the bank.
"""

from contextlib import AbstractContextManager
from datetime import date, timedelta

from django.db import transaction

from jinlin.core.actor import Actor
from jinlin.core.time import clock
from jinlin.domains.workforce import actions, jobs
from jinlin.domains.workforce.actions import Answered
from jinlin.domains.workforce.models import (
    Application,
    Batch,
    Outcome,
    Policy,
    Post,
    Qualification,
)
from jinlin.ground.accounts.actors import actor_for
from jinlin.ground.accounts.models import User

PER_COUNTY, APPLIED_ON = 6, date(2025, 1, 6)
# Days after the application; the notice lasts five working days.
CHECKED, REVIEWED, APPROVED, PUBLISHED, AWARDED, FROZEN, ANSWERED = 2, 4, 7, 8, 17, 18, 21


def pay(county: str, above: str = "") -> None:
    """The first holders of a certificate asked for their subsidy; all but one got it, whose account
    the bank did not know. `above`: who approves, the county's lead where nobody is named.
    """
    if Batch.objects.filter(county=county).exists():
        return
    with transaction.atomic():
        registrar, officer = _actor(f"dengji-{county}"), _actor(f"fafang-{county}")
        lead = _actor(above or f"shegong-{county}")
        applications = [
            _applied(held, number, registrar) for number, held in enumerate(_held(county), 1)
        ]
        applications = _each(applications, CHECKED, "check", registrar)
        applications = _each(applications, REVIEWED, "review", registrar)
        applications = _each(applications, APPROVED, "approve", lead)
        _each(applications, PUBLISHED, "publish", registrar)
        with _on(AWARDED):
            jobs.award_after_notice()
        with _on(FROZEN):
            batch = actions.freeze(county, actor=officer)
        with _on(ANSWERED):
            actions.read_back(batch, _answers(batch), actor=officer)


def _held(county: str) -> list[Qualification]:
    posts = Post.objects.filter(county=county, until=None).values("professional")
    rows = Qualification.objects.filter(county=county, professional__in=posts).exclude(number="")
    return list(rows.select_related("professional__person").order_by("counted_on", "pk"))[
        :PER_COUNTY
    ]


def _applied(held: Qualification, number: int, registrar: Actor) -> Application:
    policy = Policy.objects.get(county=held.county, level=held.level)
    account = f"6217{held.county}{number:09}"
    with _on(0):
        return actions.apply(
            held, policy=policy, account=account, bank="农村商业银行", actor=registrar
        )


def _each(applications: list[Application], days: int, verb: str, actor: Actor) -> list[Application]:
    with _on(days):
        return [getattr(actions, verb)(row, actor=actor) for row in applications]


def _answers(batch: Batch) -> list[Answered]:
    now, lines = clock.now(), list(batch.lines.order_by("reference"))
    paid = [Answered(line.reference, Outcome.PAID, now) for line in lines[:-1]]
    return [*paid, Answered(lines[-1].reference, Outcome.FAILED, now, "账号与户名不符")]


def _on(days: int) -> AbstractContextManager[None]:
    return clock.set_to(clock.at(APPLIED_ON + timedelta(days=days), 10))


def _actor(username: str) -> Actor:
    return actor_for(User.objects.get(username=username))
