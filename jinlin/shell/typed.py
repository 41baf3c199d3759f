"""What had the person typed when we said no?

Shown back to be copied; never a password, a code or a key.
"""

import re
from urllib.parse import urlsplit

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.http.request import RawPostDataException

from jinlin.core.keys import is_key

SECRET = re.compile(r"pass|code|token|csrf|otp|secret|pin|key|version|next|captcha", re.IGNORECASE)
NEVER_SHOWN = re.compile(r"pass|code|token|otp|secret|pin|captcha", re.IGNORECASE)
MANY = 40
MOST_FIELDS = 300
# the body itself is what could not be read: in another encoding, torn, or read already
UNREADABLE = (
    BadRequest,
    SuspiciousOperation,
    MultiPartParserError,
    RawPostDataException,
    OSError,
)


def typed_text(request: HttpRequest) -> list[str]:
    """The texts of a form that came from one of our own pages, in the form's order."""
    return [value for name, value in _fields(request) if _is_text(name, value)][:MANY]


def sent_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """All fields of such a form, to be sent again as they are; none of a form with a secret or with
    files, which would not be whole, and none where the browser does not say whose page it was.
    """
    if not {"Sec-Fetch-Site", "Origin"} & set(request.headers):
        return []
    fields = [each for each in _fields(request) if each[0] != "csrfmiddlewaretoken"]
    if any(NEVER_SHOWN.search(name) for name, _value in fields) or len(fields) > MOST_FIELDS:
        return []
    return fields if fields and not any(request.FILES.values()) else []


def _fields(request: HttpRequest) -> list[tuple[str, str]]:
    if request.method != "POST" or not _is_ours(request):
        return []
    try:
        return [(name, value) for name in request.POST for value in request.POST.getlist(name)]
    except UNREADABLE:
        return []


def _is_text(name: str, value: str) -> bool:
    return (
        not SECRET.search(name)
        and len(value.strip()) > 1
        and value not in {"on", "off", "true", "false"}
        and not is_key(value)
    )


def _is_ours(request: HttpRequest) -> bool:
    """Whether the form stood on our own page: another site must not be able to put its words onto
    ours.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.get_host()
