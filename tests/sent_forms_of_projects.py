"""Which forms of projects and key tasks can people type into? Read as tests/sent_forms.py is: who,
where, the field, and what else is sent.
"""

from typing import Any

Sent = tuple[str, str, str, dict[str, Any]]
CLERK, LEAD = "clerk", "lead"
TASK, REVIEWED = {"version": "{task_version}"}, {"version": "{reviewed_version}"}
PROPOSED = {"place": "350526100001", "serves": "both", "year": "2026"}
LISTED = {"place": "350526100", "due_on": "{today}", "year": "2026", "unit": "{unit_key}"}
ASKED = {"opens_on": "{today}", "closes_on": "{today}"}


Asked = dict[tuple[str, str], tuple[tuple[str, ...], dict[str, Any]]]


def sent(mark: str) -> list[Sent]:
    """`mark` stands at the beginning of whatever is typed."""
    found = [
        (who, address, at, dict(told))
        for (who, address), (fields, told) in {**_projects(mark), **_tasks(mark)}.items()
        for at in fields
    ]
    aimed = {"what": "aim", "name": mark, "target": "9"}
    more = [(CLERK, "/desk/tasks/{task}/steps/", at, aimed) for at in ("name", "unit", "how")]
    return found + more


def _projects(mark: str) -> Asked:
    spent = {"what": mark, "amount": "10", "spent_on": "{today}", "without_voucher": mark}
    counted = {"amount": "3", "on": "{today}", "note": mark}
    bought = ("what", "amount", "spent_on", "without_voucher", "reason")
    asked = ("title", "text-1", "options-1", "closes_on")
    return {
        (CLERK, "/desk/projects/new/"): (("title", "year"), {"title": mark, **PROPOSED}),
        (CLERK, "/desk/projects/{project}/plan/"): (("project-{project}-need",), {}),
        (CLERK, "/desk/projects/{counting}/money/"): (bought, spent),
        (CLERK, "/desk/projects/{counting}/money/{asked}/"): (("reason",), {"verb": "take_back"}),
        (CLERK, "/desk/projects/{project}/team/"): (("name",), {"part": "partner"}),
        (CLERK, "/desk/projects/{counting}/activities/"): (
            ("title", "on", "people"),
            {"title": mark, "on": "{today}"},
        ),
        (CLERK, "/desk/projects/{project}/needs/"): (
            asked,
            {"title": mark, "text-1": mark, **ASKED},
        ),
        (CLERK, "/desk/indicators/{counted}/count/"): (("amount", "on", "note"), counted),
        (CLERK, "/desk/indicators/{counted}/{reading}/"): (("reason",), {}),
        (LEAD, "/desk/projects/{reviewed}/recommend/"): (("note",), REVIEWED),
        (LEAD, "/desk/projects/{reviewed}/send_back/"): (("reason",), REVIEWED),
        ("resident", "/projects/{results}/word/"): (("text",), {"is_fine": "yes"}),
    }


def _tasks(mark: str) -> Asked:
    return {
        (LEAD, "/desk/tasks/new/"): (
            ("title", "text", "due_on", "steps", "year"),
            {"title": mark, **LISTED},
        ),
        (CLERK, "/desk/tasks/{task}/steps/"): (("title",), {"due_on": "{today}"}),
        (CLERK, "/desk/tasks/{task}/steps/{step}/"): (("evidence",), {"on": "{today}"}),
        (CLERK, "/desk/tasks/{task}/steps/{reached}/open/"): (("reason",), {}),
        (CLERK, "/desk/tasks/{task}/report/"): (("text",), {"edition": "1"}),
        (LEAD, "/desk/tasks/{task}/press/"): (("question",), TASK),
        (LEAD, "/desk/tasks/{task}/postpone/"): (("reason",), {**TASK, "due_on": "{today}"}),
        (LEAD, "/desk/tasks/{task}/hand_over/"): (("reason",), {**TASK, "unit": "{bureau_key}"}),
        (LEAD, "/desk/tasks/{task}/drop/"): (("reason",), TASK),
    }
