"""Who may fetch this photo, paper or sound?

Whoever may see the thing it belongs to; before it belongs to anything, only its sender. Everybody
else learns nothing, not even that it exists.
Papers are saved, never opened within the house's own pages.
"""

from io import BytesIO
from pathlib import Path
from uuid import UUID

from django.apps import apps
from django.http import FileResponse, HttpRequest
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from jinlin.core.actor import ANONYMOUS, Actor
from jinlin.core.errors import NotHere
from jinlin.core.files.kinds import Family
from jinlin.core.files.uploads import SENDER, Upload, content_of

KEPT_SECONDS = 600


@require_safe
def file(request: HttpRequest, key: UUID) -> FileResponse:
    upload = _visible(request, key)
    return _served(upload, upload.path, name=upload.shown_name)


@require_safe
def thumbnail(request: HttpRequest, key: UUID) -> FileResponse:
    upload = _visible(request, key)
    return _served(upload, upload.thumbnail_path, name=upload.shown_name)


def _visible(request: HttpRequest, key: UUID) -> Upload:
    """Raises NotHere unless whoever asks may see it."""
    actor: Actor = getattr(request, "actor", ANONYMOUS)
    upload = Upload.objects.filter(pk=key, destroyed_at=None).first()
    if upload is None or not (
        _sees_subject(upload, actor) if upload.is_attached else _sent(upload, actor, request)
    ):
        raise NotHere
    return upload


def _sees_subject(upload: Upload, actor: Actor) -> bool:
    """What keeps its looks (`note_file_read`) is told of this one."""
    try:
        subjects = apps.get_model(upload.subject_label)._default_manager
    except LookupError:
        return False
    visible_to = getattr(subjects, "visible_to", None)
    found = visible_to(actor).filter(pk=upload.subject_id) if visible_to else None
    if not hasattr(subjects.model, "note_file_read"):
        return found is not None and bool(found.exists())
    row = found.first() if found is not None else None
    if row is not None:
        row.note_file_read(actor)
    return row is not None


def _sent(upload: Upload, actor: Actor, request: HttpRequest) -> bool:
    names = (request.session.get(SENDER, ""), request.session.session_key or "")
    return any(
        Upload.objects.sent_by(actor, session_key=name).filter(pk=upload.pk).exists()
        for name in names
    )


def _served(upload: Upload, path: Path, *, name: str) -> FileResponse:
    try:
        held = BytesIO(content_of(upload, path)) if upload.is_sealed else path.open("rb")
    except FileNotFoundError as problem:
        raise NotHere from problem
    response = FileResponse(
        held,
        content_type=upload.content_type,
        filename=name,
        as_attachment=upload.family is Family.PAPER,
    )
    if upload.is_sealed:
        patch_cache_control(response, private=True, no_store=True)
    else:
        patch_cache_control(response, private=True, max_age=KEPT_SECONDS)
    response["X-Content-Type-Options"] = "nosniff"
    return response
