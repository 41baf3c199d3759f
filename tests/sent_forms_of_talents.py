"""Which forms of talents can people type into? Read as tests/sent_forms.py is."""

from typing import Any

MARK = "楼道灯坏了三天"
OF_TALENT = {"version": "{talent_version}"}
OF_HELP = {"version": "{talent_help_version}"}
OF_PAIR = {"version": "{talent_pair_version}"}
OF_APPLICATION = {"version": "{talent_application_version}"}
OF_CERTIFICATE = {"version": "{certificate_version}"}
PROFILE = {
    **OF_TALENT,
    "called": "李师傅",
    "skills": "{talent_skill}",
    "reach": "town",
    "times": "any",
    "is_free": "yes",
    "is_paid": "yes",
    "fee_note": "50元起",
}
FOUND_BY_STAFF = {"place": "{home}", "name": "老吴", "phone": "13922224444", "why": MARK}
LEARNER = {"skill": "{talent_skill}", "name": "小吴", "phone": "13922225555", "goals": MARK}
TALENTS: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    *(
        ("neighbour", "/talents/me/describe/", at, PROFILE)
        for at in ("about", "called", "times_note", "fee_note")
    ),
    ("neighbour", "/talents/me/apply/", "words", {"skill": "{talent_skill}", "level": "senior"}),
    *(("neighbour", "/talents/me/pair/", at, LEARNER) for at in ("goals", "name", "phone")),
    ("neighbour", "/talents/helps/{talent_help}/accept/", "comes", OF_HELP),
    ("neighbour", "/talents/helps/{talent_help}/decline/", "reason", OF_HELP),
    (
        "neighbour",
        "/talents/pairs/{talent_pair}/meet/",
        "what",
        {**OF_PAIR, "on": "{today}", "minutes": "30"},
    ),
    ("neighbour", "/talents/pairs/{talent_pair}/end/", "reason", OF_PAIR),
    (
        "neighbour",
        "/talents/pairs/{talent_pair}/complete/",
        "words",
        {**OF_PAIR, "outcome": "partly"},
    ),
    ("neighbour", "/public-notices/{notice}/", "text", {}),
    *(("clerk", "/desk/talents/new/", at, FOUND_BY_STAFF) for at in ("why", "name", "phone")),
    (
        "clerk",
        "/desk/talents/{talent}/ask/",
        "text",
        {"place": "{home}", "name": "苏阿婆", "wanted": "今晚", "is_paid": "free"},
    ),
    ("clerk", "/desk/talents/sheet/", "lines", {"place": "{home}", "agreed": "yes"}),
    (
        "clerk",
        "/desk/talents/{nominated}/take_in/",
        "called",
        {"version": "{nominated_version}", "agreed": "yes"},
    ),
    (
        "clerk",
        "/desk/talents/{nominated}/turn_down/",
        "reason",
        {"version": "{nominated_version}"},
    ),
    (
        "lead",
        "/desk/talents/applications/{talent_application}/not_pass/",
        "reason",
        OF_APPLICATION,
    ),
    ("clerk", "/desk/talents/certificates/{certificate}/review/", "note", OF_CERTIFICATE),
    *(
        ("lead", f"/desk/talents/certificates/{{certificate}}/{move}/", "reason", OF_CERTIFICATE)
        for move in ("suspend", "withdraw")
    ),
)
