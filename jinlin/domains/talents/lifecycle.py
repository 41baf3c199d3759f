"""Which moves do a talent, an application and a certificate know?

LIFECYCLE is that of an application for a certificate. Who nominates, objects or judges on a panel
is a row of its own beside these, and no move.
"""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.lifecycle import Lifecycle, Move


class State(StrEnum):
    """Of an application."""

    APPLIED = "applied"
    ASKED = "asked"
    ON_PANEL = "on_panel"
    ON_NOTICE = "on_notice"
    CERTIFIED = "certified"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class TalentState(StrEnum):
    NOMINATED = "nominated"
    LISTED = "listed"
    RESTING = "resting"
    DECLINED = "declined"
    LEFT = "left"


class CertificateState(StrEnum):
    HELD = "held"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


LABELS = {
    State.APPLIED: _("Application to be looked at"),
    State.ASKED: _("Waits for the applicant"),
    State.ON_PANEL: _("Before the panel"),
    State.ON_NOTICE: _("On public notice"),
    State.CERTIFIED: _("Certified"),
    State.REFUSED: _("Not certified"),
    State.WITHDRAWN: _("Application taken back"),
}
TALENT_LABELS = {
    TalentState.NOMINATED: _("To be checked"),
    TalentState.LISTED: _("In the directory"),
    TalentState.RESTING: _("Takes nothing on at present"),
    TalentState.DECLINED: _("Not taken into the directory"),
    TalentState.LEFT: _("Left the directory"),
}
CERTIFICATE_LABELS = {
    CertificateState.HELD: pgettext_lazy("certificate", "Valid"),
    CertificateState.SUSPENDED: pgettext_lazy("certificate", "Suspended"),
    CertificateState.EXPIRED: pgettext_lazy("certificate", "Expired"),
    CertificateState.WITHDRAWN: pgettext_lazy("certificate", "Withdrawn"),
}
PRESENT = frozenset({TalentState.LISTED, TalentState.RESTING})
ENDED = frozenset({State.CERTIFIED, State.REFUSED, State.WITHDRAWN})
OPEN = frozenset(State) - ENDED

LIFECYCLE = Lifecycle(
    State,
    [
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
            pgettext_lazy("verb", "Answer"),
            _("The question was answered."),
        ),
        Move(
            "convene",
            frozenset({State.APPLIED}),
            State.ON_PANEL,
            _("Name the panel"),
            _("{by} named the panel: {count} people judge it by {due}."),
        ),
        Move(
            "add_assessor",
            frozenset({State.ON_PANEL}),
            None,
            _("Name one more for the panel"),
            _("{by} named one more for the panel."),
        ),
        Move(
            "excuse",
            frozenset({State.ON_PANEL}),
            None,
            _("Let somebody off the panel"),
            _("{by} let somebody off the panel who has not judged: {reason}."),
            danger=True,
        ),
        Move(
            "publish",
            frozenset({State.ON_PANEL}),
            State.ON_NOTICE,
            _("Give public notice"),
            _("The panel is for it ({in_favour} of {judged}). It is on public notice until {due}."),
        ),
        Move(
            "not_pass",
            frozenset({State.ON_PANEL}),
            State.REFUSED,
            _("The panel is not for it"),
            _("The panel is not for it ({in_favour} of {judged}): {reason}."),
            danger=True,
            is_statement=True,
        ),
        Move(
            "overrule",
            frozenset({State.ON_NOTICE}),
            None,
            _("The objection is not justified"),
            _("The objection was examined and is not justified: {reason}."),
            is_statement=True,
        ),
        Move(
            "uphold",
            frozenset({State.ON_NOTICE}),
            State.REFUSED,
            _("The objection is justified"),
            _("The objection is justified: {reason}."),
            danger=True,
            is_statement=True,
        ),
        Move(
            "certify",
            frozenset({State.ON_NOTICE}),
            State.CERTIFIED,
            _("Certify"),
            _("The notice is over and every objection has its answer: certificate {number}."),
            by_hand=False,
        ),
        Move(
            "refuse",
            frozenset({State.APPLIED, State.ASKED}),
            State.REFUSED,
            _("Do not take it up"),
            _("{by} does not take it up: {reason}."),
            danger=True,
            is_statement=True,
        ),
        Move(
            "take_back",
            frozenset({State.APPLIED, State.ASKED, State.ON_PANEL}),
            State.WITHDRAWN,
            _("Take the application back"),
            _("The applicant took it back."),
            danger=True,
        ),
    ],
    start=State.APPLIED,
)

TALENT_LIFECYCLE = Lifecycle(
    TalentState,
    [
        Move(
            "take_in",
            frozenset({TalentState.NOMINATED}),
            TalentState.LISTED,
            _("Take into the directory"),
            _("{by} spoke with them; they agree and stand in the directory."),
        ),
        Move(
            "turn_down",
            frozenset({TalentState.NOMINATED}),
            TalentState.DECLINED,
            _("Do not take in"),
            _("Not taken into the directory: {reason}."),
            danger=True,
            is_statement=True,
        ),
        Move(
            "nominate_again",
            frozenset({TalentState.DECLINED, TalentState.LEFT}),
            TalentState.NOMINATED,
            _("Nominate again"),
            _("Nominated once more."),
            by_hand=False,
        ),
        Move(
            "describe",
            frozenset({TalentState.NOMINATED, TalentState.LISTED, TalentState.RESTING}),
            None,
            _("Change the profile"),
            _("The profile was changed."),
        ),
        Move(
            "rest",
            frozenset({TalentState.LISTED}),
            TalentState.RESTING,
            _("Take nothing on for now"),
            _("Takes nothing on for now."),
        ),
        Move(
            "come_back",
            frozenset({TalentState.RESTING, TalentState.LEFT}),
            TalentState.LISTED,
            _("Back in the directory"),
            _("Back in the directory."),
        ),
        Move(
            "leave",
            frozenset({TalentState.NOMINATED, TalentState.LISTED, TalentState.RESTING}),
            TalentState.LEFT,
            _("Leave the directory"),
            _("Left the directory."),
            danger=True,
        ),
    ],
    start=TalentState.NOMINATED,
)

CERTIFICATE_LIFECYCLE = Lifecycle(
    CertificateState,
    [
        Move(
            "review",
            frozenset({CertificateState.HELD}),
            None,
            _("Note the yearly review"),
            _("Looked at after a year: {note}. Next by {due}."),
        ),
        Move(
            "suspend",
            frozenset({CertificateState.HELD}),
            CertificateState.SUSPENDED,
            _("Suspend"),
            _("Suspended from {day} on: {reason}."),
            danger=True,
        ),
        Move(
            "reinstate",
            frozenset({CertificateState.SUSPENDED}),
            CertificateState.HELD,
            _("Reinstate"),
            _("Valid again from {day} on: {reason}."),
        ),
        Move(
            "withdraw",
            frozenset({CertificateState.HELD, CertificateState.SUSPENDED}),
            CertificateState.WITHDRAWN,
            _("Withdraw the certificate"),
            _("Withdrawn from {day} on: {reason}."),
            danger=True,
        ),
        Move(
            "expire",
            frozenset({CertificateState.HELD, CertificateState.SUSPENDED}),
            CertificateState.EXPIRED,
            _("Expires"),
            _("Its term is over."),
            by_hand=False,
        ),
    ],
    start=CertificateState.HELD,
)
