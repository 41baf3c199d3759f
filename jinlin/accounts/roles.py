"""Which roles are there, and which of them may one person hold together?"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _


class Role(StrEnum):
    CLERK = "clerk"
    LEAD = "lead"
    HANDLER = "handler"
    SUPERVISOR = "supervisor"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"


LABELS: dict[Role, Any] = {
    Role.CLERK: _("Clerk"),
    Role.LEAD: _("Lead"),
    Role.HANDLER: _("Handler"),
    Role.SUPERVISOR: _("Supervisor"),
    Role.SYSTEM_ADMIN: _("System administrator"),
    Role.SECURITY_ADMIN: _("Security administrator"),
    Role.AUDIT_ADMIN: _("Audit administrator"),
}
DUTIES: dict[Role, Any] = {
    Role.CLERK: _("Takes matters in, accepts them and hands them over."),
    Role.LEAD: _("Answers for a place: decides, returns, extends."),
    Role.HANDLER: _("Works on what was handed to their unit."),
    Role.SUPERVISOR: _("Watches terms and presses for late matters."),
    Role.SYSTEM_ADMIN: _("Keeps places, organisations, the calendar and the policies."),
    Role.SECURITY_ADMIN: _("Keeps accounts, roles and tokens."),
    Role.AUDIT_ADMIN: _("Verifies the timeline and reads the access log."),
}
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
WORKERS = frozenset(Role) - ADMINISTRATORS
CHOICES = [(role.value, label) for role, label in LABELS.items()]


def clash(role: Role, held: Iterable[str]) -> Role | None:
    """A role already held that does not go with `role`: each administrator role stands alone, so that nobody checks or empowers himself."""
    for other in (Role(name) for name in held):
        if other != role and (role in ADMINISTRATORS or other in ADMINISTRATORS):
            return other
    return None
