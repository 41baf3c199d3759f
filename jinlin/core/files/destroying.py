"""How is a photo, paper or sound destroyed, so that it stays on record that there was one?"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, NotNow
from jinlin.core.files.uploads import Upload, unlink
from jinlin.core.rows import CountyRow
from jinlin.core.time import clock
from jinlin.core.timeline import Audience, Entry, keep_on
from jinlin.core.timeline.erasing import reasoned

DESTROYED = "file_destroyed"


@transaction.atomic
def destroy(upload: Upload, subject: CountyRow, *, actor: Actor, reason: str) -> Entry:
    """The subject's file is gone for good; its row stays, without name and sender, with the reason;
    an entry of its own says so. Raises NotHere when it is not the subject's, NotNow when it is gone
    already.

    The caller has asked whether the actor may.
    """
    reason = reasoned(reason)
    row = Upload.objects.select_for_update().filter(pk=upload.pk, subject_id=subject.pk).first()
    if row is None or row.subject_label != subject._meta.label_lower:
        raise NotHere
    if row.destroyed_at is not None:
        raise NotNow(_("This file was destroyed already."))
    row.destroyed_at, row.destroyed_because = clock.now(), reason
    row.sender_id, row.session_mark, row.file_key = None, "", ""
    row.save()
    transaction.on_commit(lambda: unlink([row]))
    data = {"file": row.pk, "kind": row.kind}
    return keep_on(
        subject, DESTROYED, actor=actor, internal=reason, data=data, audience=Audience.STAFF
    )
