"""How much of a sensitive value may be read?

Every page, export, API answer and report shows such a value through `shown`; nothing else in the
house decides.
"""

import re
from collections.abc import Callable
from enum import StrEnum


class Sensitive(StrEnum):
    NAME = "name"
    PHONE = "phone"
    CITIZEN_ID = "citizen_id"
    ADDRESS = "address"
    MAILBOX = "mailbox"


def masked_phone(value: str) -> str:
    """138****5678; a short number keeps its last two digits only."""
    return _keeping(value, first=3, last=4) if len(value) > 7 else _keeping(value, first=0, last=2)


def masked_id(value: str) -> str:
    """350526********0012: the day of birth is hidden."""
    return (
        _keeping(value, first=6, last=4) if len(value) >= 15 else _keeping(value, first=0, last=2)
    )


def masked_name(value: str) -> str:
    """王小明 -> 王**: the first character, and at most three stars, so that the length of a long name
    does not show.
    """
    return value[:1] + "*" * min(max(len(value) - 1, 1), 3) if value else ""


def masked_address(value: str) -> str:
    """龙浔路12号3栋502 -> 龙浔路*号*栋*: where, but not which door."""
    return re.sub(
        r"[0-9０-９A-Za-z一二三四五六七八九十百]+(?=[号栋幢座楼层单室户\-－]|$)", "*", value
    )


def masked_mailbox(value: str) -> str:
    """wang@example.cn -> w***@example.cn: the first letter and whose house it is."""
    name, _, house = value.rpartition("@")
    return f"{name[:1]}***@{house}" if name else "***" if value else ""


MASKS: dict[str, Callable[[str], str]] = {
    Sensitive.NAME: masked_name,
    Sensitive.PHONE: masked_phone,
    Sensitive.CITIZEN_ID: masked_id,
    Sensitive.ADDRESS: masked_address,
    Sensitive.MAILBOX: masked_mailbox,
}


def shown(value: str, kind: str, *, clear: bool) -> str:
    """The value as this reader may see it: masked unless `clear`.

    An unknown kind is an error, never a way round the mask.
    """
    mask = MASKS[kind]
    return value if clear else mask(value)


def _keeping(value: str, *, first: int, last: int) -> str:
    hidden = max(len(value) - first - last, 0)
    return value[:first] + "*" * hidden + value[len(value) - last :] if hidden else "*" * len(value)
