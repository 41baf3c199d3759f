"""Which roles are there, what may each reach, and which of them may one person hold together?"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(StrEnum):
    CLERK = "clerk"
    LEAD = "lead"
    HANDLER = "handler"
    SUPERVISOR = "supervisor"
    VISITOR = "visitor"
    ORGANISER = "organiser"
    VOLUNTEER_LEADER = "volunteer_leader"
    TEACHER = "teacher"
    ASSESSOR = "assessor"
    REGISTRAR = "registrar"
    PAYMENT_OFFICER = "payment_officer"
    CASEWORKER = "caseworker"
    CASE_SUPERVISOR = "case_supervisor"
    STORE_KEEPER = "store_keeper"
    TELLER = "teller"
    APPROVER = "approver"
    PARTNER = "partner"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"


@dataclass(frozen=True)
class Duty:
    """A role in words: its name, and in one sentence what it may reach."""

    label: Any
    reach: Any


DUTIES: dict[Role, Duty] = {
    Role.CLERK: Duty(_("Clerk"), _("Takes matters in, accepts them and hands them over.")),
    Role.LEAD: Duty(_("Lead"), _("Answers for a place: decides, returns, extends.")),
    Role.HANDLER: Duty(_("Handler"), _("Works on what was handed to their unit.")),
    Role.SUPERVISOR: Duty(_("Supervisor"), _("Watches terms and presses for late matters.")),
    Role.VISITOR: Duty(
        _("Visitor"), _("Knocks on the doors of their own list, and sees no other.")
    ),
    Role.ORGANISER: Duty(
        pgettext_lazy("role", "Organiser"),
        _("Lays out service days and counts who came, in their place."),
    ),
    Role.VOLUNTEER_LEADER: Duty(
        _("Volunteer leader"), _("Leads teams: members, activities and the hours they confirm.")
    ),
    Role.TEACHER: Duty(_("Teacher"), _("Keeps attendance and marks of their own classes.")),
    Role.ASSESSOR: Duty(
        _("Assessor"), _("Judges applications for certificates on panels they sit on.")
    ),
    Role.REGISTRAR: Duty(
        _("Registrar"), _("Keeps the register of social workers of a county or a prefecture.")
    ),
    Role.PAYMENT_OFFICER: Duty(
        _("Payment officer"), _("Pays batches that others approved, and books what the bank says.")
    ),
    Role.CASEWORKER: Duty(
        _("Caseworker"), _("Works on the cases of their own teams, and sees no other.")
    ),
    Role.CASE_SUPERVISOR: Duty(
        _("Case supervisor"), _("Reviews the cases of the teams they supervise.")
    ),
    Role.STORE_KEEPER: Duty(_("Store keeper"), _("Keeps stock and hands out what points bought.")),
    Role.TELLER: Duty(_("Teller"), _("Holds a key to a ballot box and opens it with another.")),
    Role.APPROVER: Duty(
        _("Project approver"), _("Decides on projects and judges their completion.")
    ),
    Role.PARTNER: Duty(
        _("Partner"), _("Sees what an enterprise, agency or school does itself, and nothing else.")
    ),
    Role.SYSTEM_ADMIN: Duty(
        _("System administrator"), _("Keeps places, organisations, the calendar and the policies.")
    ),
    Role.SECURITY_ADMIN: Duty(_("Security administrator"), _("Keeps accounts, roles and tokens.")),
    Role.AUDIT_ADMIN: Duty(
        _("Audit administrator"), _("Verifies the timeline and reads the access log.")
    ),
}
LABELS = {role: duty.label for role, duty in DUTIES.items()}
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
CONFIRMING = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)  # what another administrator entered
WORKERS = frozenset({Role.CLERK, Role.LEAD, Role.HANDLER, Role.SUPERVISOR})  # of any matter
SPECIALISTS = frozenset(Role) - ADMINISTRATORS - WORKERS  # of one domain each, and of nothing else
CHOICES = [(role.value, label) for role, label in LABELS.items()]


def clash(role: Role, held: Iterable[str]) -> Role | None:
    """A role already held that does not go with `role`.

    Each administrator role stands alone, so that nobody checks or empowers himself.
    """
    for other in (Role(name) for name in held):
        if other != role and (role in ADMINISTRATORS or other in ADMINISTRATORS):
            return other
    return None
