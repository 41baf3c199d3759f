"""Which events of consultations are there, in words?"""

from django.utils.translation import gettext_lazy as _

from jinlin.domains.consultations.lifecycle import (
    ITEM_LIFECYCLE,
    LIFECYCLE,
    MEETING_LIFECYCLE,
    VOTE_LIFECYCLE,
)
from jinlin.services.notices.events import Audience, Event

LIFECYCLES = {
    "": LIFECYCLE,
    "meeting_": MEETING_LIFECYCLE,
    "vote_": VOTE_LIFECYCLE,
    "item_": ITEM_LIFECYCLE,
}
BESIDE = {
    "raise_topic": _("A topic is raised"),
    "note_support": _("A station writes down a household's support"),
    "reword": _("A topic has other words"),
    "offer_option": _("A topic has one more option"),
    "drop_option": _("A topic has one option less"),
    "release_statement": _("Everybody reads a statement"),
    "refuse_statement": _("A statement is not shown"),
    "object": _("Somebody objects to what was decided"),
    "meeting_plan": _("A meeting is planned"),
    "meeting_list_guest": _("One more is to come to a meeting"),
    "meeting_strike_guest": _("One less is to come to a meeting"),
    "meeting_sign_out": _("Somebody was noted as present by mistake"),
    "meeting_give_proxy": _("Somebody stands in for another at a meeting"),
    "meeting_write_note": _("The minutes are added to"),
    "meeting_sign_first": _("The chair signed the minutes"),
    "vote_prepare": _("A vote is prepared"),
    "vote_enrol": _("One more stands on the roll of a vote"),
    "vote_enrol_owners": _("Owners stand on the roll of a vote"),
    "vote_strike": _("One less stands on the roll of a vote"),
    "vote_name_proxy": _("A written power for a vote is noted"),
    "vote_hand_in_key": _("A teller handed in a key"),
    "vote_hand_in_count": _("A teller handed in a count"),
    "vote_count_paper": _("Votes on paper were counted"),
    "vote_remind": _("A vote closes soon"),
    "vote_burn": _("The box of a vote was burnt"),
    "item_agree_on": _("It is agreed who does what"),
}
EVENTS = [
    Event("consultations", _("News of topics, meetings and votes of your neighbourhood")),
    Event("consultations.staff", _("News of meetings and votes that you keep"), Audience.STAFF),
    *(
        Event(f"consultations.{kind}{verb}", move.label, Audience.PROGRAMS)
        for kind, lifecycle in LIFECYCLES.items()
        for verb, move in lifecycle.moves.items()
    ),
    *(Event(f"consultations.{verb}", words, Audience.PROGRAMS) for verb, words in BESIDE.items()),
]
