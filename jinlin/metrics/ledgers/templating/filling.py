"""What does a template become with the values of a month?"""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from docxtpl import DocxTemplate

from jinlin.metrics.ledgers.templating import sheets
from jinlin.metrics.ledgers.templating.language import environment


def fill(content: bytes, kind: str, values: Mapping[str, Any]) -> bytes:
    """The file of the county's own make. The values are texts, and lists of mappings of texts."""
    if kind == "xlsx":
        return sheets.filled(content, values)
    template = DocxTemplate(BytesIO(content))
    template.render(dict(values), environment(), autoescape=True)
    buffer = BytesIO()
    template.save(buffer)
    return buffer.getvalue()
