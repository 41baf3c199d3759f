"""Which forms can people type into, how are they sent well, and what is the worst that may be typed
instead?
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any
from uuid import uuid4

from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests import cast as play
from tests import sent_forms_of_projects
from tests.scene import Scene
from tests.sent_forms_of_consultations import CONSULTATIONS
from tests.sent_forms_of_talents import TALENTS
from tests.sent_forms_of_training import TRAINING
from tests.sent_forms_of_visits import SENT as SENT_AT_DOORS

MARK = "楼道灯坏了三天"  # stands at the beginning of whatever is typed
MEGABYTE = "啊" * 350_000
NASTY = {
    "nothing": "",
    "blanks": " \t\u3000\n ",
    "a megabyte": MARK + MEGABYTE,
    "emoji and rare characters": f"{MARK}👨‍👩‍👧‍👦🏚️𠮷㐂䶮e\u0301か\u3099",
    "control characters": f"{MARK}\x01\x07\x1b[31m\x7f\x9c",
    "nul": f"{MARK}\0",
    "direction tricks": f"{MARK}\u202e\u2066\ufeff",
    "markup": f"{MARK}<script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
    "template and sql": f"{MARK}{{{{ 7*7 }}}}{{% debug %}}'; DROP TABLE appeals_appeal; --",
}
ANSWERS = {200, 302, 400, 403, 404, 409, 413, 422, 429}


@dataclass(frozen=True)
class Form:
    """One form as a person sends it. `at` is the field that nasty things are typed into."""

    who: str
    address: str
    at: str
    told: dict[str, Any] = field(default_factory=dict)
    state: Callable[..., Appeal] | None = None  # of the appeal that stands for {appeal}

    @property
    def name(self) -> str:
        return f"{self.who} {self.address}"

    def fill(self, scene: Scene, made: dict[Any, Appeal]) -> tuple[str, dict[str, Any]]:
        """The address, and the fields with which it is accepted; `made` are appeals by state."""
        appeal = made[self.state] if self.state else None
        names = {**scene.names, **({"appeal": appeal.pk} if appeal else {})}
        hidden = {"key": str(uuid4()), **({"version": appeal.version} if appeal else {})}
        told = {
            name: value.format(**names, home=scene.cast.places.neighbourhood.code)
            if isinstance(value, str)
            else value
            for name, value in self.told.items()
        }
        return self.address.format(**names), {**hidden, **told, self.at: told.get(self.at, MARK)}


AGREED = {"relation": "self", "agreed": "on"}
WISH = {"version": "{wish_version}"}
JOINING = {
    "capacity": "team",
    "team": MARK,
    "name": "周志强",
    "phone": "13800000003",
    "brings": MARK,
}
PORTAL = (
    Form("visitor", "/report/", "text"),
    Form("visitor", "/report/what/", "text", {"spot": "3幢"}),
    Form("visitor", "/report/what/", "spot", {"text": MARK}),
    Form("visitor", "/report/who/", "text", {"identity": "anonymous", "place": "{home}"}),
    Form(
        "resident", "/report/who/", "text", {"identity": "hidden", "place": "{home}", "spot": "3幢"}
    ),
    Form("resident", "/report/who/", "place", {"identity": "named", "text": MARK}),
    Form("visitor", "/report/place/", "code", {"q": "凤池"}),
    Form("visitor", "/report/place/", "q"),
    Form("visitor", "/places/", "code"),
    Form("visitor", "/track/", "number", {"code": "ABCDE12345"}),
    Form("visitor", "/sign-in/", "phone"),
    Form("visitor", "/verify/", "code"),
    Form(
        "resident",
        "/appeals/{appeal}/judge/",
        "comment",
        {"answered": "yes", "solved": "no", "satisfied": "no"},
        play.finished,
    ),
    Form(
        "resident",
        "/appeals/{appeal}/judge/",
        "solved",
        {"answered": "yes", "satisfied": "no", "comment": MARK},
        play.finished,
    ),
    Form("resident", "/appeals/{appeal}/add_information/", "text", {}, play.in_hand),
    Form("resident", "/appeals/{appeal}/withdraw/", "reason", {}, play.in_hand),
    Form("resident", "/appeals/{appeal}/reopen/", "reason", {}, play.closed),
    Form("visitor", "/wishes/new/", "text", {"kind": "thing"}),
    Form("visitor", "/wishes/new/", "estimate", {"kind": "thing", "text": MARK}),
    Form("resident", "/wishes/{wish}/remark/", "text", WISH),
    Form("resident", "/wishes/{wish}/withdraw/", "reason", WISH),
    Form("neighbour", "/wishes/{wish}/give_back/", "reason", WISH),
    *(
        Form(
            "neighbour",
            "/wishes/{wish}/fulfil/",
            at,
            {**WISH, "handed_on": "{today}", "what": MARK, "received_by": "person"},
        )
        for at in ("what", "cost", "handed_on")
    ),
    *(
        Form("clerk", "/desk/wishes/{wish}/share/", at, {**WISH, **JOINING})
        for at in ("brings", "name", "phone", "team", "capacity")
    ),
)
VISITS = tuple(Form(*sent) for sent in SENT_AT_DOORS)
REGISTERED = {
    "channel": "station",
    "place": "{home}",
    "text": MARK,
    "grade": "ordinary",
    "identity": "named",
    "name": "李阿婆",
}
WISHED = {
    "channel": "door",
    "place": "{home}",
    "kind": "thing",
    "text": MARK,
    "name": "李阿婆",
    "band": "80s",
    "meeting": "station",
    "relation": "family",
    "given_by": "女儿",
}
REWORDED = {
    **WISH,
    "public_title": "一床厚被子",
    "public_text": "冬天冷。",
    "band": "80s",
    "meeting": "station",
}
ROW = {"channel": "door", "send": "1", "row-0-place": "凤池新村", "row-0-text": MARK}
DESK = (
    Form("lead", "/desk/reports/{month_report}/", "words", {"version": "1"}),
    Form("clerk", "/desk/forms/{filled_form}/", "cell:1!D14", {"version": "1"}),
    Form("clerk", "/desk/ledgers/templates/", "name"),
    *(
        Form("clerk", "/desk/appeals/new/", at, REGISTERED)
        for at in ("text", "name", "phone", "spot", "place", "category", "channel", "key")
    ),
    *(
        Form("clerk", "/desk/appeals/batch/", at, ROW)
        for at in (
            "row-0-text",
            "row-0-place",
            "row-0-phone",
            "row-0-category",
            "pasted",
            "channel",
        )
    ),
    Form(
        "clerk",
        "/desk/appeals/{appeal}/accept/",
        "note",
        {"category": "0202", "grade": "ordinary"},
        play.reported,
    ),
    Form(
        "clerk",
        "/desk/appeals/{appeal}/accept/",
        "category",
        {"note": MARK, "grade": "ordinary"},
        play.reported,
    ),
    Form(
        "clerk",
        "/desk/appeals/{appeal}/accept/",
        "version",
        {"note": MARK, "category": "0202", "grade": "ordinary"},
        play.reported,
    ),
    Form(
        "clerk",
        "/desk/appeals/{appeal}/answer_at_once/",
        "reply",
        {"category": "0202"},
        play.accepted,
    ),
    Form(
        "clerk", "/desk/appeals/{appeal}/hand_over/", "internal", {"unit": "{unit}"}, play.accepted
    ),
    Form("clerk", "/desk/appeals/{appeal}/hand_over/", "unit", {"internal": MARK}, play.accepted),
    Form(
        "clerk",
        "/desk/appeals/{appeal}/reject/",
        "reason",
        {"basis": "属地管理", "instead": "12345"},
        play.reported,
    ),
    Form("clerk", "/desk/appeals/{appeal}/add_information/", "text", {}, play.in_hand),
    Form("handler", "/desk/appeals/{appeal}/finish/", "reply", {}, play.in_hand),
    Form("handler", "/desk/appeals/{appeal}/finish/", "kept_photos", {"reply": MARK}, play.in_hand),
    Form("supervisor", "/desk/appeals/{appeal}/close/", "reason", {}, play.finished),
    Form("supervisor", "/desk/appeals/{appeal}/reopen/", "reason", {}, play.finished),
    Form("clerk", "/desk/appeals/{appeal}/reporter/", "why", {}, play.reported),
    *(
        Form("clerk", "/desk/wishes/new/", at, WISHED)
        for at in ("text", "name", "phone", "given_by", "estimate", "place", "channel", "key")
    ),
    *(
        Form("clerk", "/desk/wishes/{wish}/reword/", at, REWORDED)
        for at in ("public_title", "public_text", "version")
    ),
    Form("clerk", "/desk/wishes/{wish}/release/", "reason", WISH),
    Form("clerk", "/desk/people/", "phone"),
    Form("clerk", "/desk/people/{person}/clear/", "why"),
    Form("clerk", "/desk/people/{person}/born/", "birth_year"),
    Form(
        "clerk",
        "/desk/people/{person}/act/",
        "reason",
        {"relation": "self", "days": "10", "agreed": "on"},
    ),
    Form(
        "clerk",
        "/desk/people/{person}/act/",
        "days",
        {"relation": "self", "reason": MARK, "agreed": "on"},
    ),
)
CARE = (
    *(
        Form(
            "clerk",
            "/desk/care/new/",
            at,
            {
                "place": "{home}",
                "address": "3幢",
                "name": MARK,
                "groups": "elderly_alone",
                **AGREED,
            },
        )
        for at in ("name", "address", "phone", "given_by", "place")
    ),
    Form("clerk", "/desk/care/{household}/members/", "name", AGREED),
    Form("clerk", "/desk/care/{household}/clear/", "why"),
    Form("clerk", "/desk/care/{household}/link/member/", "name", {"phone": "13800000001"}),
    Form(
        "clerk",
        "/desk/care/links/{carelink}/hand-over/",
        "note",
        {"phone": "13800000001", "name": "王小梅", "version": "1"},
    ),
    Form(
        "clerk",
        "/desk/care/links/{carelink}/hand-over/",
        "version",
        {"phone": "13800000001", "name": "王小梅", "note": MARK},
    ),
    Form("clerk", "/desk/care/links/{carelink}/end/", "note", {"version": "1"}),
)
ACCOUNTS = (
    Form("security_admin", "/desk/accounts/add/", "name", {"username": "qiuxin"}),
    Form("security_admin", "/desk/accounts/add/", "username", {"name": MARK}),
    Form(
        "security_admin",
        "/desk/accounts/{user}/roles/",
        "reason",
        {"role": "clerk", "organisation": "{unit}", "since": "2026-01-01"},
    ),
    Form(
        "security_admin",
        "/desk/accounts/{user}/roles/",
        "since",
        {"role": "clerk", "organisation": "{unit}", "reason": MARK},
    ),
    Form("security_admin", "/desk/accounts/{user}/lock/", "reason"),
    Form(
        "security_admin",
        "/desk/accounts/{user}/tokens/",
        "name",
        {"scopes": "appeals:read", "expires_on": "2027-01-01"},
    ),
    Form("security_admin", "/desk/accounts/roles/{grant}/end/", "reason"),
    Form("visitor", "/desk/sign-in/", "login", {"password": "white-porcelain-9"}),
)
TURN = {"topic": "repair", "text": MARK, "outcome": "answered", "answer": MARK}
SEAT = {"part": "expert", "title": "律师"}
RECEPTIONS = (
    Form("resident", "/receptions/{session}/book/what/", "words"),
    Form(
        "resident",
        "/receptions/{session}/book/send/",
        "words",
        {"topic": "repair", "slot_at": "2020-01-03T15:00", "name": "王小梅"},
    ),
    Form("resident", "/receptions/talks/{talk}/dispute/", "comment", {"version": "{talk_version}"}),
    Form("clerk", "/desk/receptions/{going_on}/walk-in/", "words", {"topic": "repair"}),
    Form(
        "clerk", "/desk/receptions/{going_on}/walk-in/", "name", {"topic": "repair", "words": MARK}
    ),
    Form(
        "clerk", "/desk/receptions/{going_on}/walk-in/", "phone", {"topic": "repair", "name": MARK}
    ),
    Form(
        "clerk",
        "/desk/receptions/turns/{turn}/talk/",
        "text",
        {**TURN, "version": "{turn_version}"},
    ),
    Form(
        "clerk",
        "/desk/receptions/turns/{turn}/talk/",
        "answer",
        {**TURN, "version": "{turn_version}"},
    ),
    Form("lead", "/desk/receptions/{session}/cancel/", "reason", {"version": "{session_version}"}),
    Form("lead", "/desk/receptions/series/{series}/seat/", "title", SEAT),
    Form(
        "lead",
        "/desk/receptions/series/new/",
        "room",
        {"name": MARK, "place": "{neighbourhood}", "from_time": "15:00", "to_time": "17:30"},
    ),
)
THEIRS = tuple(Form(*each) for each in (*TALENTS, *CONSULTATIONS, *TRAINING))
PROJECTS = tuple(Form(*each) for each in sent_forms_of_projects.sent(MARK))
FORMS = (*PORTAL, *DESK, *CARE, *RECEPTIONS, *VISITS, *THEIRS, *PROJECTS, *ACCOUNTS)
# Chosen or hidden, or a secret: not shown back. (q: the first forty letters of a search are.)
UNTYPED = {
    "q",
    "code",
    "login",
    "key",
    "version",
    "place",
    "category",
    "unit",
    "channel",
    "solved",
    "kept_photos",
}


def complaint(page: str) -> list[str]:
    """What the page says went wrong: alerts, errors beside fields, or the page of a refusal."""
    found = re.findall(
        r'<(ul|div|p)\b[^>]*(?:role="alert"|class="error[^"]*")[^>]*>(.*?)</\1>', page, re.DOTALL
    )
    refusal = re.findall(
        r'<section class="card rim question">.*?<h1>(.*?)</h1>\s*</?(?:div|p)[^>]*>(.*?)</p>',
        page,
        re.DOTALL,
    )
    said = [words for _tag, words in found] or [" ".join(parts) for parts in refusal]
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", words)).split()) for words in said]


def is_chinese(words: str) -> bool:
    return bool(re.search(r"[\u4e00-\u9fff]{2,}", words)) and not re.search(
        r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}", words
    )


def is_kept(text: str, page: str) -> bool:
    """Whether all that was typed stands on the page, to be mended or copied."""
    return (
        escape(text, quote=True) in page
        or escape(text, quote=False) in page
        or text in unescape(page)
    )
