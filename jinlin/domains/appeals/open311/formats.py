"""How is an answer written, as JSON or as XML?

GeoReport describes XML; its JSON is the same without the names of list items. An empty value is an
empty element there and null here.
"""

import json
import re
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from django.http import HttpResponse

TYPES = {"json": "application/json; charset=utf-8", "xml": "text/xml; charset=utf-8"}
ITEMS = {"service_requests": "request"}  # every other list is the plural of its items
NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Answer:
    """What a view says:

    a value, and what it is called in XML. `next` is the address of the page after this one.
    """

    root: str
    value: Any
    status: int = 200
    next: str = ""


def written(answer: Answer, form: str) -> HttpResponse:
    """The response for a program; nothing on the way may keep it."""
    body = (
        as_xml(answer.root, answer.value)
        if form == "xml"
        else json.dumps(answer.value, ensure_ascii=False).encode()
    )
    response = HttpResponse(
        body, status=answer.status, content_type=TYPES[form], headers={"Cache-Control": "no-store"}
    )
    if answer.next:
        response["Link"] = f'<{answer.next}>; rel="next"'
    return response


def refusal(status: int, words: str, form: str) -> HttpResponse:
    """GeoReport's shape of a no: its status, and the same status and the reason in the body."""
    return written(Answer("errors", [{"code": status, "description": words}], status), form)


def as_xml(root: str, value: Any) -> bytes:
    written: bytes = ET.tostring(_element(root, value), encoding="utf-8", xml_declaration=True)
    return written


def _element(name: str, value: Any) -> ET.Element:
    element = ET.Element(name)
    if isinstance(value, dict):
        element.extend(_element(key, inner) for key, inner in value.items())
    elif isinstance(value, list):
        item = ITEMS.get(name, name.removesuffix("s"))
        element.extend(_element(item, inner) for inner in value)
    elif value is not None:
        element.text = str(value).lower() if isinstance(value, bool) else NO_XML.sub("", str(value))
    return element
