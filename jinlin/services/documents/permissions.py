"""Who may do what with a document?

It is issued by a verb of the domain that it tells about, and that verb has asked who may. Whoever
sees what it tells about may read and print it.
"""

from jinlin.core.actor import Actor
from jinlin.ground.accounts.roles import Role
from jinlin.services.documents.models import Document

READERS = (Role.CLERK, Role.LEAD, Role.HANDLER, Role.SUPERVISOR)


def can_print(actor: Actor, document: Document) -> bool:
    return actor.is_system or Document.objects.visible_to(actor).filter(pk=document.pk).exists()


def can_revoke(actor: Actor, document: Document) -> bool:
    """The lead and the supervisor of the place: not whoever wrote it down, nor the unit that it
    binds. What only its domain withdraws is withdrawn there.
    """
    if document.kind_row.by_domain:
        return actor.is_system
    return actor.is_system or actor.holds(Role.LEAD, Role.SUPERVISOR, at=document.place_code)
