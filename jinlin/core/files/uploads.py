"""Which photos, papers and sounds were sent, by whom, and to what do they belong?

A file is sent before the thing it belongs to is saved, so it first belongs to its sender only;
attached, it is seen by whoever may see that thing.
"""

import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from math import ceil
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files.base import File
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import TooLarge, Unusable
from jinlin.core.files import sealing
from jinlin.core.files.kinds import KINDS, Family, checked
from jinlin.core.rows import CountyRow
from jinlin.core.salted import salted
from jinlin.core.secrets.fields import EncryptedField
from jinlin.core.time import clock

MEGABYTE = 1024 * 1024
SENDER = "sends_photos_as"  # session key
UNATTACHED_FOR = timedelta(days=3)


class Uploads(models.QuerySet["Upload"]):
    def unattached(self) -> "Uploads":
        return self.filter(subject_id=None)

    def sent_by(self, actor: Actor, *, session_key: str = "") -> "Uploads":
        """Those this person sent, known by the account or by the session they were sent from."""
        sender = models.Q(pk__in=[])
        if actor.user_id:
            sender |= models.Q(sender_id=actor.user_id)
        if session_key:
            sender |= models.Q(session_mark=mark_of(session_key))
        return self.filter(sender)


class Upload(CountyRow):
    """One photo, paper or sound that was sent.

    Its file is a clean copy under a random name, encrypted if the row has a `file_key`; what the
    sender called it is kept nowhere. It belongs to nothing yet and is known by its sender, or to
    one subject for good, whose history then says who brought it: the row names nobody.
    Destroyed, the row stays with the reason, without file.
    """

    stored = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=4)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    sender_id = models.UUIDField(null=True)
    session_mark = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    subject_label = models.CharField(max_length=60)
    subject_id = models.UUIDField(null=True)
    position = models.PositiveSmallIntegerField(default=0)
    file_key = EncryptedField(blank=True, default="")  # empty: the file lies open
    destroyed_at = models.DateTimeField(null=True)
    destroyed_because = models.CharField(max_length=200, blank=True)

    objects = Uploads.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="upload_subject_is_whole",
                condition=models.Q(subject_id=None, subject_label="")
                | models.Q(subject_id__isnull=False) & ~models.Q(subject_label=""),
            )
        ]
        indexes = [
            models.Index(fields=["subject_id", "subject_label", "position"], name="upload_subject"),
            models.Index(
                fields=["received_at"],
                condition=models.Q(subject_id=None),
                name="upload_unattached",
            ),
        ]

    def __str__(self) -> str:
        return self.stored

    @property
    def is_attached(self) -> bool:
        return self.subject_id is not None

    @property
    def path(self) -> Path:
        return Path(settings.UPLOADS) / self.stored

    @property
    def thumbnail_path(self) -> Path:
        return self.path.with_name(f"{self.path.stem}-s{self.path.suffix}")

    @property
    def content_type(self) -> str:
        return KINDS[self.kind].content_type

    @property
    def family(self) -> Family:
        return KINDS[self.kind].family

    @property
    def is_photo(self) -> bool:
        return self.family is Family.PHOTO

    @property
    def is_sealed(self) -> bool:
        return bool(self.file_key)

    @property
    def shown_name(self) -> str:
        """What it is called when it is saved: a sender's own names tell of people."""
        return f"{self.family}.{self.kind}"

    @property
    def url(self) -> str:
        return reverse("core:file", args=[self.pk])

    @property
    def thumbnail_url(self) -> str:
        return reverse("core:thumbnail", args=[self.pk])


def receive(
    file: "File[bytes]",
    *,
    county: str,
    actor: Actor,
    session_key: str = "",
    takes: Collection[Family] = (Family.PHOTO,),
    sealed: bool = False,
) -> Upload:
    """A clean copy of the file is stored, unattached, and only its sender sees it; encrypted on the
    disk when it is sealed.

    Raises TooLarge or Unusable and stores nothing otherwise.
    """
    _check_size(file, is_photo=set(takes) == {Family.PHOTO})
    copy = checked(file, takes=takes)
    upload = Upload(
        county=county,
        stored=_random_name(copy.kind),
        kind=copy.kind,
        size=len(copy.content),
        width=copy.width,
        height=copy.height,
        sender_id=None if session_key else actor.user_id,
        session_mark=mark_of(session_key),
        received_at=clock.now(),
        file_key=sealing.new_key() if sealed else "",
    )
    try:
        _write(upload, upload.path, copy.content)
        if copy.thumbnail:
            _write(upload, upload.thumbnail_path, copy.thumbnail)
        upload.save(force_insert=True)
    except BaseException:
        unlink([upload])
        raise
    return upload


def content_of(upload: Upload, path: Path) -> bytes:
    """What the file (or its thumbnail) holds, opened if it is sealed. Raises FileNotFoundError."""
    written = path.read_bytes()
    return (
        sealing.opened(written, key=upload.file_key, name=path.name)
        if upload.is_sealed
        else written
    )


def pick(ids: Iterable[Any], *, actor: Actor, session_key: str = "") -> list[Upload]:
    """The unattached photos with these ids, in this order.

    Raises Unusable when one is not there or was sent by somebody else: then it is not theirs to
    attach.
    """
    wanted = list(dict.fromkeys(str(each) for each in ids))
    if not wanted:
        return []
    try:
        keys = [UUID(each) for each in wanted]
    except ValueError as problem:
        raise Unusable(_gone(), field="photos") from problem
    found = Upload.objects.unattached().sent_by(actor, session_key=session_key).in_bulk(keys)
    if len(found) != len(keys):
        raise Unusable(_gone(), field="photos")
    return [found[key] for key in keys]


def attach(uploads: Sequence[Upload], subject: CountyRow) -> None:
    """These photos belong to the subject, in this order, after those it has.

    Raises Unusable, and attaches none, when one belongs elsewhere or to another county.
    """
    if uploads:
        _attach(uploads, subject)


@transaction.atomic
def _attach(uploads: Sequence[Upload], subject: CountyRow) -> None:
    label = subject._meta.label_lower
    start = Upload.objects.filter(subject_id=subject.pk, subject_label=label).count()
    for place, upload in enumerate(uploads, start):
        mine = Upload.objects.unattached().filter(pk=upload.pk, county=subject.county)
        theirs = {"subject_label": label, "subject_id": subject.pk, "position": place}
        if not mine.update(**theirs, sender_id=None, session_mark=""):
            raise Unusable(_gone(), field="photos")
        upload.subject_label, upload.subject_id, upload.position = label, subject.pk, place


def of(subject: CountyRow) -> Uploads:
    """The photos of a subject, in order."""
    return Upload.objects.filter(
        subject_id=subject.pk, subject_label=subject._meta.label_lower, destroyed_at=None
    ).order_by("position", "pk")


def of_each(subjects: Iterable[CountyRow]) -> dict[UUID, list[Upload]]:
    """The photos of many subjects by their keys, in one query."""
    wanted = {(subject.pk, subject._meta.label_lower) for subject in subjects}
    found: dict[UUID, list[Upload]] = defaultdict(list)
    keys = {key for key, _label in wanted}
    rows = Upload.objects.filter(subject_id__in=keys, destroyed_at=None)
    for upload in rows.order_by("position", "pk"):
        if upload.subject_id is not None and (upload.subject_id, upload.subject_label) in wanted:
            found[upload.subject_id].append(upload)
    return dict(found)


def drop_unattached(now: datetime) -> int:
    """Photos that were sent three days ago and never attached are gone, files too.

    A photo that is being attached meanwhile stays. Safe to run twice.
    """
    dropped = 0
    for upload in (
        Upload.objects.unattached().filter(received_at__lt=now - UNATTACHED_FOR).iterator()
    ):
        if Upload.objects.unattached().filter(pk=upload.pk).delete()[0]:
            unlink([upload])
            dropped += 1
    return dropped


def session_of(request: Any) -> str:
    """The name under which a browser sends photos.

    It stays when the person signs in meanwhile, although the session's own key is a new one then.
    """
    name: str = request.session.setdefault(SENDER, secrets.token_hex(16))
    return name


def mark_of(session_key: str) -> str:
    """A session's name that opens nothing: its key would open the session."""
    return salted("jinlin.uploads", session_key).hex() if session_key else ""


def _check_size(file: "File[bytes]", *, is_photo: bool) -> None:
    limit, field = settings.UPLOAD_LIMIT_MB, "photos" if is_photo else "files"
    if not file.size:
        raise Unusable(
            _("This file is empty. Please choose the photo again.")
            if is_photo
            else _("This file is empty. Please choose it again."),
            field=field,
        )
    if file.size > limit * MEGABYTE:
        size = f"{ceil(file.size * 10 / MEGABYTE) / 10:g}"
        words = (
            _(
                "This photo is too large (%(size)s MB). Please choose one smaller than "
                "%(limit)s MB. What you filled in is still here."
            )
            if is_photo
            else _(
                "This file is too large (%(size)s MB). Please choose one smaller than "
                "%(limit)s MB. What you filled in is still here."
            )
        )
        raise TooLarge(
            words % {"size": size, "limit": limit},
            detail={"size_mb": size, "limit_mb": limit},
            field=field,
        )


def _gone() -> str:
    return _(
        "One of the photos is no longer there. Please choose it again. What you filled in is "
        "still here."
    )


def _random_name(kind: str) -> str:
    name = secrets.token_hex(16)
    return f"{name[:2]}/{name[2:4]}/{name}.{kind}"


def _write(upload: Upload, path: Path, content: bytes) -> None:
    if upload.is_sealed:
        content = sealing.sealed(content, key=upload.file_key, name=path.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)


def unlink(uploads: Iterable[Upload]) -> None:
    for upload in uploads:
        upload.path.unlink(missing_ok=True)
        upload.thumbnail_path.unlink(missing_ok=True)
