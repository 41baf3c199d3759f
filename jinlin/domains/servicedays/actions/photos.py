"""How does a day get photos, and who sees them?"""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.files import uploads
from jinlin.core.files.uploads import Upload
from jinlin.core.time import clock
from jinlin.domains.servicedays.actions.steps import keep
from jinlin.domains.servicedays.lifecycle import State
from jinlin.domains.servicedays.models import Photo, Session
from jinlin.domains.servicedays.models.photos import MOST_PHOTOS
from jinlin.domains.servicedays.permissions import is_host


@transaction.atomic
def add_photos(session: Session, photos: Sequence[Upload], *, actor: Actor) -> list[Photo]:
    """The day has these photos, which staff see. Raises Unusable for too many."""
    session = Session.objects.held(session)
    require(is_host(actor, session))
    if session.state not in {State.OPEN, State.HELD}:
        raise NotNow(_("Photos are taken on the day."))
    if Photo.objects.filter(session=session).count() + len(photos) > MOST_PHOTOS:
        words = _("A day keeps at most %(most)d photos.")
        raise Unusable(words % {"most": MOST_PHOTOS}, field="photos")
    made = []
    for upload in photos:
        row = Photo(county=session.county, session=session, sent_at=clock.now())
        row.save(force_insert=True)
        uploads.attach([upload], row)
        made.append(row)
    keep(session, "add_photos", actor=actor, count=len(made))
    return made


@transaction.atomic
def show_photo(photo: Photo, *, is_released: bool, actor: Actor) -> Photo:
    """Everybody sees the photo, or nobody but staff any more; the trail says which."""
    session = Session.objects.held(photo.session)
    require(is_host(actor, session))
    if session.state != State.HELD:
        raise NotNow(_("Photos are shown when the day is over."))
    rows = Photo.objects.select_for_update(of=("self",)).filter(pk=photo.pk, session=session)
    if rows.exclude(is_released=is_released).update(is_released=is_released):
        keep(session, "show_photo" if is_released else "hide_photo", actor=actor)
    photo.is_released = is_released
    return photo
