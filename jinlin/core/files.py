"""Who may fetch this photo?

Whoever may see the thing it belongs to; before it belongs to anything, only its sender. Everybody else learns nothing, not even that it exists.
"""

from pathlib import Path
from uuid import UUID

from django.apps import apps
from django.http import FileResponse, HttpRequest
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from jinlin.core.actor import ANONYMOUS, Actor
from jinlin.core.errors import NotHere
from jinlin.core.uploads import SENDER, Upload

KEPT_SECONDS = 600


@require_safe
def file(request: HttpRequest, key: UUID) -> FileResponse:
    upload = _visible(request, key)
    return _served(upload, upload.path)


@require_safe
def thumbnail(request: HttpRequest, key: UUID) -> FileResponse:
    upload = _visible(request, key)
    return _served(upload, upload.thumbnail_path)


def _visible(request: HttpRequest, key: UUID) -> Upload:
    """Raises NotHere unless whoever asks may see it."""
    actor: Actor = getattr(request, "actor", ANONYMOUS)
    upload = Upload.objects.filter(pk=key).first()
    if upload is None or not (_sees_subject(upload, actor) if upload.is_attached else _sent(upload, actor, request)):
        raise NotHere
    return upload


def _sees_subject(upload: Upload, actor: Actor) -> bool:
    try:
        subjects = apps.get_model(upload.subject_label)._default_manager
    except LookupError:
        return False
    visible_to = getattr(subjects, "visible_to", None)
    return visible_to is not None and bool(visible_to(actor).filter(pk=upload.subject_id).exists())


def _sent(upload: Upload, actor: Actor, request: HttpRequest) -> bool:
    names = (request.session.get(SENDER, ""), request.session.session_key or "")
    return any(Upload.objects.sent_by(actor, session_key=name).filter(pk=upload.pk).exists() for name in names)


def _served(upload: Upload, path: Path) -> FileResponse:
    try:
        response = FileResponse(path.open("rb"), content_type=upload.content_type, filename=upload.shown_name)
    except FileNotFoundError as problem:
        raise NotHere from problem
    patch_cache_control(response, private=True, max_age=KEPT_SECONDS)
    response["X-Content-Type-Options"] = "nosniff"
    return response
