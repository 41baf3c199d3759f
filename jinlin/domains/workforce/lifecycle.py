"""Which moves does an application for a subsidy know, and which are open in its state?"""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from jinlin.core.lifecycle import Lifecycle, Move


class State(StrEnum):
    APPLIED = "applied"
    ASKED = "asked"
    CHECKED = "checked"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    ON_NOTICE = "on_notice"
    OBJECTED = "objected"
    AWARDED = "awarded"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"


LABELS = {
    State.APPLIED: _("Certificate to be checked"),
    State.ASKED: _("Waits for the applicant"),
    State.CHECKED: _("First review"),
    State.REVIEWED: _("Second review"),
    State.APPROVED: _("Approved, notice to be given"),
    State.ON_NOTICE: _("On public notice"),
    State.OBJECTED: _("An objection is examined"),
    State.AWARDED: _("Awarded"),
    State.REFUSED: _("Not awarded"),
    State.WITHDRAWN: _("Application taken back"),
    State.REVOKED: _("Award taken back"),
}
ENDED = frozenset({State.AWARDED, State.REFUSED, State.WITHDRAWN, State.REVOKED})
OPEN = frozenset(State) - ENDED
SHOWN = frozenset({State.ON_NOTICE, State.OBJECTED})  # stands on the public notice
IN_REVIEW = frozenset({State.APPLIED, State.CHECKED, State.REVIEWED})

LIFECYCLE = Lifecycle(
    State,
    [
        Move(
            "check",
            frozenset({State.APPLIED}),
            State.CHECKED,
            _("The certificate is genuine"),
            _("{by} compared the certificate: it is genuine."),
            is_statement=True,
        ),
        Move(
            "ask_back",
            frozenset({State.APPLIED}),
            State.ASKED,
            _("Ask the applicant"),
            _("{by} asks: {question}"),
            is_statement=True,
        ),
        Move(
            "answer_back",
            frozenset({State.ASKED}),
            State.APPLIED,
            _("Answer"),
            _("The question was answered."),
        ),
        Move(
            "review",
            frozenset({State.CHECKED}),
            State.REVIEWED,
            _("Pass the first review"),
            _("{by} reviewed it: {amount} yuan."),
        ),
        Move(
            "approve",
            frozenset({State.REVIEWED}),
            State.APPROVED,
            _("Pass the second review"),
            _("{by} reviewed it a second time."),
        ),
        Move(
            "publish",
            frozenset({State.APPROVED}),
            State.ON_NOTICE,
            _("Give public notice"),
            _("It is on public notice until {due}."),
        ),
        Move(
            "object_to",
            frozenset({State.ON_NOTICE}),
            State.OBJECTED,
            _("Record an objection"),
            _("Somebody objects; {by} examines it."),
        ),
        Move(
            "overrule",
            frozenset({State.OBJECTED}),
            State.ON_NOTICE,
            _("The objection is not justified"),
            _("The objection was examined and is not justified: {reason}."),
            is_statement=True,
        ),
        Move(
            "uphold",
            frozenset({State.OBJECTED}),
            State.REFUSED,
            _("The objection is justified"),
            _("The objection is justified: {reason}."),
            danger=True,
            is_statement=True,
        ),
        Move(
            "award",
            frozenset({State.ON_NOTICE}),
            State.AWARDED,
            _("Award"),
            _("The notice is over without an objection: awarded."),
            by_hand=False,
        ),
        Move(
            "refuse",
            IN_REVIEW | {State.APPROVED},
            State.REFUSED,
            _("Do not award"),
            _("{by} cannot award it: {reason}."),
            danger=True,
            is_statement=True,
        ),
        Move(
            "withdraw",
            IN_REVIEW | {State.ASKED, State.APPROVED},
            State.WITHDRAWN,
            _("Take the application back"),
            _("The applicant took it back."),
            danger=True,
        ),
        Move(
            "revoke",
            frozenset({State.AWARDED}),
            State.REVOKED,
            _("Take the award back"),
            _("The award was examined and taken back: {reason}."),
            danger=True,
        ),
    ],
    start=State.APPLIED,
)
