"""Which fields of consultations does somebody type into, and with what beside? Who sends it, to
which address, the field that nasty things are typed into, and the others.
"""

from typing import Any

SENT = tuple[str, str, str, dict[str, Any]]
TOPIC = {"version": "{topic_version}"}
MEETING = {
    "place": "{home}",
    "title": "议事会",
    "on": "2099-01-02",
    "at": "19:30",
    "where": "活动室",
}
VOTE = {
    **TOPIC,
    "question": "要不要装？",
    "basis": "person",
    "rule": "half-present",
    "days": "7",
}
DESK = "/desk/consultations"
CONSULTATIONS: tuple[SENT, ...] = (
    ("resident", "/consultations/{topic}/say/", "text", {}),
    ("resident", "/consultations/{decided}/object/", "reason", {}),
    ("resident", "/consultations/{topic}/withdraw/", "reason", TOPIC),
    ("clerk", f"{DESK}/new/", "title", {"place": "{home}", "text": "想商量一下。"}),
    ("clerk", f"{DESK}/new/", "text", {"place": "{home}", "title": "议题"}),
    ("clerk", f"{DESK}/new/", "name", {"place": "{home}", "title": "议题", "text": "想商量一下。"}),
    ("clerk", f"{DESK}/{{topic}}/words/", "text", {"title": "议题"}),
    ("clerk", f"{DESK}/{{topic}}/options/", "words", {}),
    ("clerk", f"{DESK}/{{topic}}/options/", "note", {"words": "南门"}),
    ("clerk", f"{DESK}/{{topic}}/options/", "cost", {"words": "南门"}),
    ("clerk", f"{DESK}/{{topic}}/said/", "text", {}),
    ("clerk", f"{DESK}/{{decided}}/objection/", "reason", {}),
    ("clerk", f"{DESK}/{{topic}}/refuse/", "reason", TOPIC),
    ("clerk", f"{DESK}/{{topic}}/refuse/", "instead", {**TOPIC, "reason": "不属于"}),
    ("lead", f"{DESK}/{{topic}}/go_to_vote/", "question", VOTE),
    ("lead", f"{DESK}/{{topic}}/go_to_vote/", "options", VOTE),
    *(
        ("clerk", f"{DESK}/meetings/new/", at, MEETING)
        for at in ("title", "where", "on", "at", "place")
    ),
    ("clerk", f"{DESK}/meetings/{{meeting}}/guests/", "names", {}),
)
