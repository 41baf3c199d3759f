"""Which forms of visits can people type into? Who sends it, where, into which field, and with what
else; sent_forms makes forms of them.
"""

from typing import Any

MARK = "楼道灯坏了三天"  # as in sent_forms
ROUND = {
    "title": MARK,
    "place": "{home}",
    "groups": "elderly_alone",
    "checklist": "{visit_version}",
    "starts_on": "{today}",
    "ends_on": "{today}",
}
GOING = {"version": "{visit_round_version}"}
PREPARED = {"version": "{visit_prepared_version}"}
LATER = {**GOING, "until": "2099-01-01", "reason": MARK}
ASKED = {"title": MARK, "seen": "0", "q0-kind": "text", "q0-text": MARK}
HERE = "/desk/visits"
SECOND = {"name": MARK, "groups": "elderly_alone", "relation": "self", "agreed": "on"}
Sent = tuple[str, str, str, dict[str, Any]]
SENT: tuple[Sent, ...] = (
    *(("clerk", f"{HERE}/new/", at, ROUND) for at in ROUND),
    *(("lead", f"{HERE}/{{visit_round}}/extend/", at, LATER) for at in ("reason", "until")),
    ("lead", f"{HERE}/{{visit_round}}/close/", "report", GOING),
    ("clerk", f"{HERE}/{{visit_prepared}}/drop/", "reason", PREPARED),
    *(
        ("lead", f"{HERE}/doors/{{visit_todo}}/{move}/", "reason", {"version": "0"})
        for move in ("take_over", "settle")
    ),
    *(("clerk", f"{HERE}/doors/{{visit_todo}}/part/", at, SECOND) for at in ("name", "phone")),
    ("lead", f"{HERE}/findings/{{visit_finding}}/", "note", {}),
    *(
        ("lead", f"{HERE}/checklists/new/", at, ASKED)
        for at in ("title", "q0-text", "q0-options", "q0-after", "q0-equals")
    ),
)
