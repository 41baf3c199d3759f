"""Which forms of training can people type into? Rows for tests/sent_forms.py."""

TRAINING = (
    ("resident", "/training/{ended_class}/opinion/", "words", {"stars": "5"}),
    ("clerk", "/desk/training/new/", "title", {"kind": "skill", "seats": "30"}),
    ("clerk", "/desk/training/orders/new/", "text", {"name": "李阿婆", "channel": "door"}),
    ("clerk", "/desk/training/supply/new/", "title", {"hours": "8", "seats": "30"}),
    ("clerk", "/desk/training/work/new/", "skills", {"title": "助理", "wanted": "1"}),
    ("clerk", "/desk/training/{proposed_class}/add/meeting/", "minutes", {"held_on": "{today}"}),
    ("clerk", "/desk/training/{open_class}/add/person/", "name", {"phone": "13800000009"}),
    ("clerk", "/desk/training/{open_class}/add/list/", "people", {}),
    ("handler", "/desk/training/parties/{party}/", "words", {"answer": "no", "on": "{today}"}),
    ("clerk", "/desk/training/lessons/{lesson}/cancel/", "reason", {}),
    ("clerk", "/desk/training/pupils/{ended_pupil}/withdraw/", "reason", {"was_there": "yes"}),
    ("resident", "/training/{ended_class}/found-work/", "employer", {"since": "{today}"}),
    (
        "clerk",
        "/desk/training/pupils/{ended_pupil}/found-work/",
        "employer",
        {"since": "{today}"},
    ),
    (
        "clerk",
        "/desk/training/{proposed_class}/terms/",
        "needs",
        {
            "title": "插花班",
            "kind": "skill",
            "seats": "30",
            "cost": "0",
            "pass_mark": "60",
            "minimum_percent": "80",
        },
    ),
    ("clerk", "/desk/training/{proposed_class}/materials/", "materials", {}),
    ("clerk", "/desk/training/work/looking/", "name", {}),
    ("clerk", "/desk/training/placements/{placement}/", "words", {"rung": "3"}),
    ("clerk", "/desk/training/placements/{placement}/strike/", "reason", {}),
)
