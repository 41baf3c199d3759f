"""Which forms of casework can people type into? Read as tests/sent_forms.py is.

Only whoever is on the team of a case sees its forms: a worker and a supervisor of the agency.
"""

from typing import Any

from tests.sent_forms import MARK, Form

WORKER, WATCHER = "caseworker", "case_supervisor"
CASE, GROUP = "/desk/casework/{case}/", "/desk/casework/{case_group}/"
TAKEN_IN = {
    "agency": "{case_agency}",
    "method": "individual",
    "field": "youth",
    "name": MARK,
    "place": "{case_home}",
    "source": "self",
    "problem": MARK,
}
NOTE = {"on": "{today}", "way": "talk", "minutes": "50", "text": MARK}
PLAN = {"goal_1": MARK, "steps_1": MARK, "based_on": "1"}
SCALE = {"care": "1", "home": "1", "money": "1", "out": "1", "remark": MARK}
KIN = {"kin": "mother", "name": MARK, "closeness": "usual"}
FACTS = {"name": MARK, "place": "{case_home}", "problem": MARK}
CONSENT = {"purpose": "service", "relation": "guardian", "given_by": MARK}
SERVED = {
    "agency": "{case_agency}",
    "field": "difficulty",
    "form": "call",
    "place": "{case_home}",
    "on": "{today}",
    "title": MARK,
    "minutes": "10",
    "heads": "1",
}
POINT = {
    "agency": "{case_agency}",
    "name": MARK,
    "kind": "school",
    "place": "{case_home}",
    "since": "{today}",
}
SENT: tuple[tuple[str, str, tuple[str, ...], dict[str, Any]], ...] = (
    (
        WORKER,
        "/desk/casework/new/",
        (*("name", "phone", "citizen_id", "born_on", "problem"), "place", "measure_ends_on"),
        TAKEN_IN,
    ),
    (WORKER, f"{CASE}notes/", ("text", "minutes", "on", "way", "next_on", "next_time"), NOTE),
    (WORKER, f"{CASE}notes/{{case_note}}/", ("text",), {}),
    (WORKER, f"{CASE}plan/", ("goal_1", "steps_1", "based_on"), PLAN),
    (WATCHER, f"{CASE}plan/1/", ("text", "agreed"), {"agreed": "no", "text": MARK}),
    (WORKER, f"{CASE}scales/daily/", ("remark", "care"), SCALE),
    (WORKER, f"{CASE}family/", ("name", "born", "kin"), KIN),
    (WORKER, f"{CASE}facts/", ("name", "phone", "citizen_id", "born_on", "problem"), FACTS),
    (WORKER, f"{CASE}consents/", ("given_by", "purpose"), CONSENT),
    (WORKER, f"{CASE}offer/", ("reason",), {"user": "{case_colleague}", "reason": MARK}),
    (WORKER, f"{CASE}refer/", ("unit", "reason"), {"unit": MARK, "reason": MARK}),
    (WORKER, f"{CASE}measure/", ("ends_on",), {}),
    (WORKER, f"{GROUP}members/", ("name", "phone"), {"name": MARK}),
    (WORKER, f"{GROUP}decline/", ("reason",), {"version": "{case_group_version}"}),
    (WATCHER, f"{CASE}seal/", ("how",), {"version": "{case_version}"}),
    (
        WORKER,
        "/desk/casework/openings/",
        ("number", "reason"),
        {"number": "GA26-ABCDEF", "why": "consult", "reason": MARK},
    ),
    (
        WATCHER,
        "/desk/casework/openings/{case_opening}/",
        ("reason",),
        {"granted": "no", "reason": MARK},
    ),
    (
        WORKER,
        "/desk/services/new/",
        (*("title", "minutes", "heads", "name", "phone"), "fund", "spent", "helpers", "on"),
        SERVED,
    ),
    (
        WATCHER,
        "/desk/services/{service}/correct/",
        (
            *("title", "minutes", "heads", "name", "phone"),
            "fund",
            "spent",
            "helpers",
            "on",
            "reason",
        ),
        {**SERVED, "reason": MARK},
    ),
    (WATCHER, "/desk/services/{service}/strike/", ("reason",), {}),
    (WATCHER, "/desk/services/points/", ("name", "since", "kind"), POINT),
)
FORMS = tuple(Form(who, address, at, told) for who, address, fields, told in SENT for at in fields)
