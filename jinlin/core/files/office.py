"""Does this Office file (.docx, .xlsx) do anything when it is opened?

Macros, controls, objects of other programs, templates and data fetched from elsewhere are refused.
The archive is written anew: what is glued to it is gone, and so are author, firm and times, and
what photos in it tell of place and camera.
"""

import html
import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from django.utils.translation import gettext as _

from jinlin.core.errors import TooLarge, Unusable
from jinlin.core.files.copies import Copy
from jinlin.core.files.embedded import without_place

MOST_PARTS = 5000
MOST_UNPACKED = 128 * 1024 * 1024
CONTENTS = "[Content_Types].xml"
MAIN = "application/vnd.openxmlformats-officedocument.%s.main+xml"
KINDS = {
    "docx": MAIN % "wordprocessingml.document",
    "xlsx": MAIN % "spreadsheetml.sheet",
}
PROGRAMS = re.compile(
    r"macroenabled|vbaproject|/activex/|/embeddings/|ms-office\.activex|oleobject|\.bin$|\.exe$",
    re.IGNORECASE,
)
PRINTER_SETTINGS = re.compile(r"printerSettings\d*\.bin$")  # data that Excel writes of itself
ELSEWHERE = re.compile(
    r"<\w*:?Relationship\b(?=[^>]*TargetMode\s*=\s*[\"']External)"
    r"(?![^>]*Type\s*=\s*[\"'][^\"']*/hyperlink[\"'])",
    re.IGNORECASE,
)
FETCHES = re.compile(r"<\w*:?ddeLink\b|<\w*:?oleLink\b|\bDDE(?:AUTO)?\b\s", re.IGNORECASE)
FIELD_CODES = re.compile(r"<\w*:?instrText\b[^>]*>([^<]*)<")
BLANKS = {
    "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/'
    '2006/metadata/core-properties"/>',
    "docProps/app.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"/>',
    "docProps/custom.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/'
    '2006/custom-properties"/>',
}
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,  # packed in a way that nobody packs Office files
    RuntimeError,  # a part is locked
    EOFError,
    OSError,
    ValueError,  # no Unicode
)
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def clean(content: bytes) -> Copy:
    """A copy with the same words. Raises Unusable unless it is a whole Word or Excel file that does
    nothing.
    """
    try:
        parts = dict(_parts(content))
        kind = _kind(_text(parts.get(CONTENTS, b"")))
        for name, part in parts.items():
            _check(name, part)
    except DAMAGED as problem:
        raise _damaged() from problem
    return Copy(kind, _written(parts))


def old() -> Unusable:
    """The refusal of .doc, .xls and of files locked with a password, which look the same."""
    return Unusable(
        _(
            "This is an Office file of the old kind (.doc, .xls), or one locked with a password. "
            "Please save it as .docx, .xlsx or PDF without a password, and send that."
        ),
        detail={"reason": "old_office"},
        field="files",
    )


def _parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Each part with what it holds; bounded whatever the archive claims."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        listed = [part for part in archive.infolist() if not part.is_dir()]
        size = sum(part.file_size for part in listed)
        if len(listed) > MOST_PARTS or size > MOST_UNPACKED:
            raise TooLarge(
                _("This Office file holds too much. Please make it smaller, or save it as PDF."),
                field="files",
            )
        if len({part.filename.lower() for part in listed}) != len(listed):
            raise zipfile.BadZipFile
        for part in listed:
            yield part.filename, archive.read(part)


def _kind(contents: str) -> str:
    for kind, main in KINDS.items():
        if main in contents:
            return kind
    if PROGRAMS.search(contents):
        raise _does_something()
    raise Unusable(
        _("This is no Word or Excel file. Please send a .docx, an .xlsx or a PDF."), field="files"
    )


def _check(name: str, part: bytes) -> None:
    if PROGRAMS.search(f"/{name}") and not PRINTER_SETTINGS.search(name):
        raise _does_something()
    if not name.lower().endswith((".xml", ".rels")):
        return
    text = _text(part)
    if name == CONTENTS and PROGRAMS.search(text.replace("printerSettings", "")):
        raise _does_something()
    if name.lower().endswith(".rels") and ELSEWHERE.search(text):
        raise _does_something()
    if FETCHES.search("".join(FIELD_CODES.findall(text)) + " ") or "<!DOCTYPE" in text:
        raise _does_something()
    if name.startswith("xl/externalLinks/") and FETCHES.search(text):
        raise _does_something()


def _text(part: bytes) -> str:
    """As a reader understands it; letters written as numbers are letters."""
    coding = "utf-16" if part.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    return html.unescape(part.decode(coding))


def _written(parts: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            blank = BLANKS.get(name)
            archive.writestr(
                zipfile.ZipInfo(name, LONG_AGO),
                f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{blank}'
                if blank
                else without_place(part),
                zipfile.ZIP_DEFLATED,
            )
    return buffer.getvalue()


def _damaged() -> Unusable:
    return Unusable(
        _("This Office file is damaged or did not arrive whole. Please choose it again."),
        field="files",
    )


def _does_something() -> Unusable:
    return Unusable(
        _(
            "This Office file holds a macro, an object of another program or something fetched "
            "from elsewhere, and is not taken for everybody's safety. Please save it as PDF, and "
            "send that."
        ),
        detail={"reason": "active_content"},
        field="files",
    )
