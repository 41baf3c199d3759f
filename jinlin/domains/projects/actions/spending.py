"""How is a project's money spent, and who says yes when a line is not enough?

All spending of one project waits for the project's row: two at once cannot both fit into what only
one of them has room in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.files.uploads import Upload
from jinlin.core.text import needed, tidy, why_of
from jinlin.core.time import clock
from jinlin.domains.projects.actions.steps import attach, keep
from jinlin.domains.projects.models import (
    Activity,
    Funder,
    Line,
    Part,
    Project,
    Spending,
    SpendingState,
    Stage,
)
from jinlin.domains.projects.permissions import can_approve_beyond, can_spend
from jinlin.domains.projects.queries.money import left_of

MOST = 10**9


@dataclass(frozen=True)
class Share:
    """So many yuan of a spending came from this funder."""

    funder: Funder
    amount: int


@dataclass(frozen=True)
class Purchase:
    """What was bought, on which line, and who gave how much of it. What no share covers has no
    named source. `reason` asks for approval where the line is not enough.
    """

    line: Line
    what: str
    amount: int
    spent_on: date
    shares: Sequence[Share] = ()
    stage: Stage | None = None
    activity: Activity | None = None
    without_voucher: str = ""
    reason: str = ""
    key: UUID | None = None


@transaction.atomic
def spend(
    project: Project, bought: Purchase, *, vouchers: Sequence[Upload] = (), actor: Actor
) -> Spending:
    """It is booked on its line; beyond what the line has left it waits for approval by name.

    Raises Unusable beyond the line without a reason, and without voucher or the reason for that.
    """
    project = Project.objects.held(project)
    require(can_spend(actor, project))
    if sent := Spending.objects.filter(pk=bought.key).first() if bought.key else None:
        return _the_same(sent, project, bought)
    if not project.is_running:
        raise NotNow(_("Money is spent while a project is carried out."))
    what = _checked(project, bought, vouchers)
    beyond = max(bought.amount - left_of(bought.line), 0)
    reason = tidy(bought.reason)[:200]
    if beyond and not reason:
        raise Unusable(_too_much(bought), field="amount", detail={"beyond": beyond})
    spending = _book(project, bought, what=what, beyond=beyond, actor=actor)
    attach(vouchers, spending)
    verb = "ask_beyond" if beyond else "spend"
    keep(project, verb, actor=actor, amount=bought.amount, name=what)
    return spending


@transaction.atomic
def approve_beyond(spending: Spending, *, actor: Actor) -> Spending:
    """It is booked although its line was not enough, and who approved it stands beside it."""
    return _decide(spending, SpendingState.BOOKED, "approve_beyond", "", actor)


@transaction.atomic
def refuse_beyond(spending: Spending, *, reason: str, actor: Actor) -> Spending:
    """It is not booked, and who refused it says why."""
    reason = why_of(reason, limit=200)
    return _decide(spending, SpendingState.REFUSED, "refuse_beyond", reason, actor)


@transaction.atomic
def take_back(spending: Spending, *, reason: str, actor: Actor) -> Spending:
    """It counts no more; it stays readable with the reason."""
    project = Project.objects.held(spending.project)
    require(can_spend(actor, project))
    spending = _held(spending)
    if spending.state not in {SpendingState.BOOKED, SpendingState.ASKED} or project.is_ended:
        raise NotNow(_("This cannot be taken back any more."))
    spending.decided_because = why_of(reason, limit=200)
    spending.state = SpendingState.TAKEN_BACK
    spending.save(update_fields=["state", "decided_because"])
    details: dict[str, Any] = {
        "amount": spending.amount,
        "name": spending.what,
        "reason": spending.decided_because,
    }
    keep(project, "take_back", actor=actor, **details)
    return spending


def _decide(
    spending: Spending, state: SpendingState, verb: str, reason: str, actor: Actor
) -> Spending:
    project = Project.objects.held(spending.project)
    spending = _held(spending)
    spending.project = project
    require(can_approve_beyond(actor, spending))
    if spending.state != SpendingState.ASKED:
        raise NotNow(_("Somebody decided on this already."))
    if state == SpendingState.BOOKED:
        spending.beyond = max(spending.amount - left_of(spending.line), 0)
    spending.state, spending.decided_because = state, reason
    spending.decided_by, spending.decided_at = actor.user_id, clock.now()
    spending.decided_name = (actor.name or actor.face)[:60]
    spending.save()
    details: dict[str, Any] = {
        "amount": spending.amount,
        "name": spending.what,
        "who": spending.decided_name,
    }
    keep(project, verb, actor=actor, **details, **({"reason": reason} if reason else {}))
    return spending


def _held(spending: Spending) -> Spending:
    rows = Spending.objects.select_for_update(of=("self",)).select_related("line")
    return rows.get(pk=spending.pk)


def _book(project: Project, bought: Purchase, *, what: str, beyond: int, actor: Actor) -> Spending:
    spending = Spending(
        county=project.county,
        project=project,
        line=bought.line,
        stage=bought.stage,
        activity=bought.activity,
        what=what,
        amount=bought.amount,
        spent_on=bought.spent_on,
        place_code=project.place_code,
        without_voucher=tidy(bought.without_voucher)[:200],
        state=SpendingState.ASKED if beyond else SpendingState.BOOKED,
        beyond=beyond,
        reason=tidy(bought.reason)[:200] if beyond else "",
        written_by=actor.user_id,
        written_at=clock.now(),
        **({"id": bought.key} if bought.key else {}),
    )
    spending.save(force_insert=True)
    rest = bought.amount - sum(share.amount for share in bought.shares)
    parts = [(share.funder, share.amount) for share in bought.shares if share.amount]
    Part.objects.bulk_create(
        Part(county=project.county, spending=spending, funder=funder, amount=amount)
        for funder, amount in [*parts, *([(None, rest)] if rest else [])]
    )
    return spending


def _checked(project: Project, bought: Purchase, vouchers: Sequence[Upload]) -> str:
    """What was bought, as a text. Raises Unusable for what does not fit together."""
    words = _("Please say what was bought.")
    what = needed(bought.what, field="what", words=words, limit=100)
    if not 0 < bought.amount <= MOST:
        raise Unusable(_("Please enter an amount in yuan."), field="amount")
    funders = [share.funder.pk for share in bought.shares]
    given = sum(share.amount for share in bought.shares)
    if (
        given > bought.amount
        or len(set(funders)) < len(funders)
        or min((s.amount for s in bought.shares), default=0) < 0
    ):
        raise Unusable(
            _("The sources give %(given)d yuan, but it cost %(amount)d.")
            % {"given": given, "amount": bought.amount},
            field="amount",
        )
    own = [bought.line, bought.stage, bought.activity, *(s.funder for s in bought.shares)]
    if any(each is not None and each.project_id != project.pk for each in own):
        raise Unusable(_("This belongs to another project."), field="line")
    if bought.spent_on > clock.today():
        raise Unusable(_("This day is still to come."), field="spent_on")
    if not vouchers and not tidy(bought.without_voucher):
        words = _("Please add the voucher, or say why there is none.")
        raise Unusable(words, field="without_voucher")
    return what


def _too_much(bought: Purchase) -> str:
    words = _(
        "“%(line)s” has %(left)d yuan left of %(planned)d, and this costs %(amount)d. Please take "
        "another line, or say why it goes beyond: then it waits for approval."
    )
    blanks = {"line": bought.line.title, "left": max(left_of(bought.line), 0)}
    return words % {**blanks, "planned": bought.line.amount, "amount": bought.amount}


def _the_same(sent: Spending, project: Project, bought: Purchase) -> Spending:
    if (sent.project_id, sent.amount, sent.line_id) != (project.pk, bought.amount, bought.line.pk):
        raise NotNow(
            _(
                "This was already sent with other contents. Please open the page again before "
                "you send something new."
            ),
            detail={"reason": "key_used_for_another_body"},
        )
    return sent
