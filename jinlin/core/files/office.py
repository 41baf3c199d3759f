"""Does this Office file (.docx, .xlsx) do anything when it is opened?

Macros, controls, objects of other programs, templates and data fetched from elsewhere are refused.
The archive is written anew: what is glued to it is gone, and so are author, firm and times, and
what photos in it tell of place and camera.
"""

import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from xml.parsers import expat

from django.utils.translation import gettext as _

from jinlin.core.errors import TooLarge, Unusable
from jinlin.core.files.copies import Copy
from jinlin.core.files.embedded import without_place

MOST_PARTS = 5000
MOST_UNPACKED = 128 * 1024 * 1024
MOST_ELEMENTS = 4_000_000  # of all parts: some hundred thousand rows
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
LINKS = frozenset({"ddelink", "olelink"})
FETCHES = re.compile(r"\bDDE(?:AUTO)?\b\s", re.IGNORECASE)
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
    lzma.LZMAError,
    LookupError,  # a part without a name, or in an encoding that is none
    NotImplementedError,  # packed in a way that nobody packs Office files
    RuntimeError,  # a part is locked
    EOFError,
    OSError,
    ValueError,
    expat.ExpatError,
)
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def clean(content: bytes) -> Copy:
    """A copy with the same words. Raises Unusable unless it is a whole Word or Excel file that does
    nothing.
    """
    try:
        parts = dict(_parts(content))
        reading = _Reading()
        for name, part in parts.items():
            _check(name, part, reading)
        kind = _kind(reading.types)
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
            raise _too_much()
        if len({part.filename.lower() for part in listed}) != len(listed):
            raise zipfile.BadZipFile
        for part in listed:
            yield part.filename, archive.read(part)


def _kind(types: frozenset[str]) -> str:
    for kind, main in KINDS.items():
        if main in types:
            return kind
    raise Unusable(
        _("This is no Word or Excel file. Please send a .docx, an .xlsx or a PDF."), field="files"
    )


def _check(name: str, part: bytes, reading: "_Reading") -> None:
    if PROGRAMS.search(f"/{name}") and not PRINTER_SETTINGS.search(name):
        raise _does_something()
    if name.lower().endswith((".xml", ".rels")):
        reading.read(part)
    if name == CONTENTS:
        reading.types = frozenset(reading.named)
        if any(PROGRAMS.search(type_.replace("printerSettings", "")) for type_ in reading.named):
            raise _does_something()


class _Reading:
    """What a parser sees of the parts, one after the other, as the program that opens the file will
    see it: in any encoding, with letters written as numbers, comments and the like taken out. Its
    cost grows with the file and no faster.
    """

    def __init__(self) -> None:
        self.left = MOST_ELEMENTS
        self.types: frozenset[str] = frozenset()
        self.named: list[str] = []  # by the attributes of the types of parts
        self._codes: list[str] = []

    def read(self, part: bytes) -> None:
        """Raises Unusable when the part does something, ExpatError when it is no XML."""
        self._codes, self.named = [], []
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._declares
        self._parser.Parse(part, True)
        if FETCHES.search("".join(self._codes) + " "):
            raise _does_something()

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self.left -= 1
        if self.left < 0:
            raise _too_much()
        name = name.rpartition(":")[2].lower()
        if name == "relationship":
            _check_link({key.lower(): value for key, value in attributes.items()})
        elif name in LINKS:
            raise _does_something()
        elif name == "instrtext":
            self._parser.CharacterDataHandler = self._codes.append
        elif name == "fldsimple":
            self._codes += [f" {value} " for value in attributes.values()]
        elif name in {"default", "override"}:
            self.named += attributes.values()

    def _end(self, name: str) -> None:
        if name.endswith("instrText"):
            self._parser.CharacterDataHandler = None

    def _declares(self, *_doctype: object) -> None:
        raise _does_something()


def _check_link(attributes: dict[str, str]) -> None:
    """Something of elsewhere may be a link to click on, nothing else."""
    is_link = attributes.get("type", "").lower().endswith("/hyperlink")
    if attributes.get("targetmode", "").strip().lower() == "external" and not is_link:
        raise _does_something()


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


def _too_much() -> TooLarge:
    return TooLarge(
        _("This Office file holds too much. Please make it smaller, or save it as PDF."),
        field="files",
    )


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
