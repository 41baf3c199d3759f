"""How does a document become paper?

As PDF by typst from a template and inputs (no value ever becomes markup), kept on disk by what it
was made from; and as a page that prints by the browser.
"""

import json
import os
import tempfile
from collections.abc import Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import segno
import typst
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from jinlin.core import site
from jinlin.core.errors import Refusal
from jinlin.services.documents import fonts
from jinlin.services.documents.models import Document
from jinlin.services.documents.numbering import county_name

TEMPLATES = Path(__file__).parent / "typst"


class NotPrinted(Refusal):
    status = 503
    code = "not_printed"
    words = _(
        "This document could not be printed. Please tell your system administrator; the document "
        "itself is safe."
    )


class Altered(Refusal):
    status = 409
    code = "altered"
    words = _(
        "What is stored is no longer what was issued, so it is not printed. Please tell your "
        "audit administrator."
    )


def pdf(
    document: Document,
    *,
    data: Mapping[str, Any] | None = None,
    is_kept: bool = True,
    library: fonts.Library | None = None,
) -> bytes:
    """The document as PDF, with these data in place of those that were issued. Raises
    NoChineseFont, Altered, or NotPrinted rather than give out a paper that lacks something.
    """
    require_intact(document)
    inputs = _inputs(document, library or fonts.library(), data)
    if not is_kept:
        return _compiled(document, inputs)
    path = _kept_at(document, inputs)
    if path.exists():
        os.utime(path)  # the tidying job goes by the last use
        return path.read_bytes()
    content = _compiled(document, inputs)
    _keep(path, content)
    return content


def require_intact(document: Document) -> None:
    """Raises Altered when the stored data is not what was issued."""
    if not document.is_intact:
        raise Altered(detail={"number": document.number})


def printed(document: Document) -> dict[str, Any]:
    """What stands on the paper beside the data, in the paper's language."""
    with translation.override("zh-hans"):
        label = str(document.kind_row.label)
    return {
        "number": document.number,
        "label": label,
        "heading": _heading(document),
        "county": county_name(document.county),
        "issued_by": document.issued_by,
        "issued_on": day_in_full(document.issued_on),
        "revoked_on": day_in_full(document.revoked_on) if document.revoked_on else "",
        "code": document.code,
        "verify_site": site.whole(reverse("documents:verify")),
    }


def _heading(document: Document) -> str:
    """The title, unless the text below says the same words: a paper says nothing twice."""
    title, text = (str(document.data.get(name) or "") for name in ("title", "text"))
    return "" if " ".join(text.split()).startswith(title.removesuffix("…")) else title


def verify_url(document: Document) -> str:
    return site.whole(reverse("documents:verified", args=[document.verify_code]))


def qr_code(document: Document) -> str:
    """The address of its verification, as a drawing."""
    return drawn(verify_url(document))


def drawn(address: str) -> str:
    """An address as a QR code, to stand in a page."""
    drawing: str = segno.make(address, error="m", micro=False).svg_inline(border=1, scale=4)
    return drawing


def day_in_full(day: date) -> str:
    """2025年4月18日: a paper is read in other years too."""
    return f"{day.year}年{day.month}月{day.day}日"


def _inputs(
    document: Document, library: fonts.Library, data: Mapping[str, Any] | None = None
) -> dict[str, str]:
    names, fields = library.names(), dict(data or document.data)
    content, missing = library.printable({**printed(document), "data": fields})
    qr = qr_code(document).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return {
        "document": json.dumps({**content, "missing": missing}, ensure_ascii=False),
        "fonts": json.dumps(names, ensure_ascii=False),
        "qr": qr,
    }


def _compiled(document: Document, inputs: dict[str, str]) -> bytes:
    try:
        content, warnings = typst.compile_with_warnings(
            TEMPLATES / f"{document.kind_row.template}.typ",
            root=TEMPLATES,
            sys_inputs=inputs,
            timestamp=int(document.issued_at.timestamp()),
        )
    except typst.TypstError as problem:
        raise NotPrinted(detail={"why": problem.message}) from problem
    if (
        warnings
    ):  # a font that is not there, a glyph that was left out: such a paper is not given out
        raise NotPrinted(detail={"why": [warning.message for warning in warnings]})
    return content


def _kept_at(document: Document, inputs: dict[str, str]) -> Path:
    made_from = json.dumps(
        [_sources(), document.kind_row.template, inputs], sort_keys=True
    ).encode()
    name = sha256(made_from).hexdigest()
    return kept_in() / name[:2] / f"{name}.pdf"


def kept_in() -> Path:
    return Path(settings.VAR) / "printed"


def _keep(path: Path, content: bytes) -> None:
    """Whole or not at all, also when two print at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    Path(file.name).replace(path)


@cache
def _sources() -> str:
    """A mark of all templates: a new version of one prints anew."""
    return sha256(
        b"\0".join(path.read_bytes() for path in sorted(TEMPLATES.glob("*.typ")))
    ).hexdigest()
