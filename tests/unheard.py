"""Whom does nobody tell, what do programs never hear, and why?

The one table of reasons of `test_hear_of_every_verb.py`. Each is a reason of the verb, not of who
wrote it: a verb without one is a verb that forgot somebody.
"""


def _each(reason: str, *verbs: str) -> dict[str, str]:
    return dict.fromkeys(verbs, reason)


SECRET = "that there is a case is a secret: its team has it in its list (`tell_team`)"
OWN = "the step of whoever it concerns; the next one has it among what waits for them"
THERE = "whoever it concerns is there, or reads it on the page that they have open"
NOT_YET = "nobody outside the desk knows of it yet"
PLACE = "it stands on the page of the place; nobody in particular waits for it"
CAME = "by the reply that came of it, or by the meeting, or by the message of the appeal itself"

# moves and other verbs of a table of moves, by their event
NOBODY: dict[str, str] = {
    **_each(
        OWN,
        *("appeals.ask_extension", "appeals.ask_exclusion", "appeals.take_on"),
        *("projects.apply", "projects.begin", "projects.finish"),
        *("projects.task.take_on", "projects.task.report_done"),
        *("talents.application.answer_back", "talents.application.take_back"),
        *("talents.application.apply", "talents.talent.describe", "talents.talent.add_evidence"),
        *("talents.talent.drop_evidence",),
        *("workforce.answer_back", "workforce.withdraw", "workforce.apply"),
        *("volunteers.verify", "volunteers.dispute", "volunteers.insist", "volunteers.appeal"),
        *("volunteers.propose", "volunteers.request", "points.propose"),
        *("servicedays.help.ask", "receptions.conversation.confirm"),
        *("training.introduction.decline", "consultations.vote_hand_in_key"),
        *("consultations.vote_count_paper", "consultations.vote_hand_in_count"),
        *("consultations.meeting_sign_first", "visits.choose"),
    ),
    **_each(
        "the unit's own writing on its own project or task; its team works at the same page",
        *("projects.ask_needs", "projects.count", "projects.uncount", "projects.draft"),
        *("projects.follow", "projects.followed", "projects.hold", "projects.join"),
        *("projects.leave", "projects.plan", "projects.settle", "projects.take_back"),
        *("projects.unhold",),
        *("projects.task.draft_report", "projects.task.forget_matter"),
        *("projects.task.name_matter", "projects.task.plan_steps", "projects.task.reach"),
        *("projects.task.sign",),
    ),
    **_each(
        THERE,
        *("consultations.meeting_begin", "consultations.meeting_write_note"),
        *("receptions.booking.arrive", "receptions.booking.call", "receptions.booking.talk"),
        *("receptions.conversation.begin", "receptions.booking.walk_in"),
        *("receptions.session.open_", "receptions.session.note_presence"),
        *("servicedays.open_", "servicedays.hold", "talents.pair.meet"),
        *("training.begin", "training.close_lesson", "training.enter_sheet"),
    ),
    **_each(
        "those who were invited hear when the minutes are signed",
        *("consultations.meeting_end", "consultations.meeting_enter_afterwards"),
    ),
    **_each(CAME, "consultations.item_pass_on", "consultations.item_finish"),
    **_each(
        CAME,
        *("receptions.conversation.settle", "receptions.conversation.reopen"),
    ),
    **_each(
        NOT_YET,
        *("consultations.meeting_plan", "consultations.meeting_list_guest"),
        *("consultations.meeting_strike_guest", "consultations.vote_enrol"),
        *("consultations.vote_enrol_owners", "consultations.vote_strike"),
        *("pacts.draft", "pacts.write", "pacts.amend", "pacts.draft_anew"),
        *("training.plan", "training.change_terms", "visits.plan"),
        *("talents.talent.find", "talents.talent.nominate", "talents.talent.nominate_again"),
    ),
    "consultations.meeting_give_proxy": "both stand beside each other and agreed in writing",
    "consultations.meeting_sign_out": "whoever was noted by mistake was never there",
    "consultations.note_support": "they stand at the station, and hear what comes of the topic",
    "consultations.vote_burn": "the box is empty: the result was told when it was published",
    **_each(
        PLACE,
        *("consultations.offer_option", "consultations.drop_option", "pacts.review"),
        *("receptions.session.lay_out", "receptions.session.confirm_day"),
        *("servicedays.lay_out", "servicedays.add_shift", "servicedays.add_stall"),
        *("servicedays.meet_need", "servicedays.add_photos", "servicedays.show_photo"),
        *("servicedays.hide_photo", "servicedays.summarise", "servicedays.release_summary"),
        "servicedays.strike_count",
        "volunteers.activity.plan",
    ),
    "pacts.consolidate": "whoever had a say reads the answer to their own words (`tell_answer`)",
    "servicedays.cancel": "everybody with a seat hears of it when the seats close",
    "servicedays.lapse": "everybody with a seat hears of it when the seats close",
    "servicedays.stall": "the craftsman hears of it by their own trail (`talents.talent.stall`)",
    **_each(
        "told by `_keep` of the series to whoever is in charge",
        *("servicedays.set_up", "servicedays.change", "servicedays.end"),
    ),
    "talents.application.excuse": "who is let off the panel hears of it (`excuse`)",
    "training.give_materials": "everybody in the class is told (`tell_class`)",
    "talents.application.add_assessor": "who is asked to judge hears of it (`_tell_assessors`)",
    **_each(
        "what a panel does is told when it has risen",
        *("talents.application.declare", "talents.application.judge"),
    ),
    "talents.certificate.issue": "the application's own `certify` tells of it",
    "talents.talent.stall": "told in its own words, with the day (`stall`)",
    **_each(
        "the parties are asked at their own desk, where it waits",
        *("training.ask", "training.meet", "training.answer", "training.agree"),
    ),
    "training.propose": "the unit in charge hears of it (`_tell_hosts`)",
    "training.finish": "everybody who was there is asked what they thought of it",
    **_each(
        "the whole class is told (`tell_class`), before its seats close",
        *("training.cancel", "training.cancel_lesson", "training.move_lesson"),
        "training.add_lesson",
    ),
    "training.certify": "its own enrolment tells of it",
    "training.enrol_list": "whoever has a seat hears by it; whoever brought the list reads it",
    **_each(
        "whoever has no desk hears how many doors are on their list (`tell_of_list`)",
        *("visits.set_out", "visits.give"),
    ),
    **_each(
        "the visitor wrote it down; it stands at the door",
        *("visits.visit", "visits.refuse", "visits.move_away", "visits.miss"),
        *("visits.find_closed", "visits.part", "visits.parted", "visits.bring_in"),
    ),
    "visits.danger": "whoever leads the place is told at once, urgently (`tell_of_danger`)",
    "visits.clash": "both visitors and whoever leads the place are told (`_tell_both`)",
    "visits.fall_back": "its visitor is gone; the door waits for another one at the desk",
    **_each(
        "a day of the exam: it stands in everybody's calendar",
        *("workforce.named", "workforce.confirmed", "workforce.struck"),
    ),
    "wishes.agree": "it is noted what the wisher said themselves",
    "volunteers.activity.confirm_sheet": "each volunteer hears of their own hours",
    **_each(
        SECRET,
        *(
            f"casework.{verb}"
            for verb in (
                *("take_on", "decline", "move_on", "step_back", "ask_to_close", "close"),
                *("send_back", "follow_up", "reopen", "seal", "destroy", "accept_offer"),
                *("addendum", "assess", "assign", "attach", "consent", "end_opening", "join"),
                *("know_relative", "leave", "let_in", "note", "note_answer", "note_measure"),
                *("offer", "open_case", "refer", "refuse_offer", "relieve", "turn_away"),
                *("withdraw", "write_plan", "put_right", "take_out"),
            )
        ),
    ),
}

# voices that no program hears
NO_PROGRAM: dict[str, str] = {"casework.{verb}": SECRET}

# tables of moves without a voice
NO_VOICE: dict[str, str] = {"notices.LIFECYCLE": "a delivery is itself the message"}

# whatever writes into a timeline and tells nobody, by how its name begins
RECORDED_ONLY: dict[str, str] = {
    "jinlin.ground.": "stands below the messages; whoever it concerns reads it on their own page",
    "jinlin.services.documents.": "the domain whose paper, link or notice it is tells of it",
    "jinlin.services.notices.actions.": "the administrators' own addresses and templates",
    "jinlin.services.seats.actions.seating.": "the step of whoever has the seat",
    "jinlin.services.points.actions.stocking.": "goods of a store: they stand in its window",
    "jinlin.services.points.actions.publishing.": "rules of a county: they stand on their page",
    "jinlin.services.volunteers.actions.people.": "the volunteer's own step, or a station's list",
    "jinlin.services.volunteers.actions.rechecking.": "what was found is acted on by other verbs",
    "jinlin.metrics.": "figures, reports and forms: the next one has it among what waits for them",
    "jinlin.insight.actions.": "what the house learns by: of no person, read by who teaches it",
    "jinlin.domains.appeals.actions.suggesting.": "a unit's own standard replies and rules",
    "jinlin.domains.appeals.actions.succeeding.": "people are told of all that passed at once",
    "jinlin.domains.projects.actions.succeeding.": "people are told of all that passed at once",
    "jinlin.domains.training.actions.succeeding.": "people are told of all that passed at once",
    "jinlin.domains.workforce.actions.succeeding.": "people are told of all that passed at once",
    "jinlin.domains.casework.actions.sealing.": "that there is a case is a secret: whoever "
    "supervises it has it among what waits for them",
    "jinlin.domains.receptions.actions.series.": "it stands on the page of the place",
    "jinlin.domains.receptions.actions.roster.": "the day before, everybody on a roster is told",
    "jinlin.domains.training.actions.ordering.": OWN,
    "jinlin.domains.training.actions.planning.": "a provider's own offer",
    "jinlin.domains.training.actions.working.": OWN,
    "jinlin.domains.visits.actions.carrying.": "the phone hears of it at its next word with us",
    "jinlin.domains.visits.actions.checklists.": "rounds that go on keep their list of questions",
    "jinlin.domains.workforce.actions.crediting.": "it stands in the hours of the year",
    "jinlin.domains.workforce.actions.establishing.": "a number of posts: of no person",
    "jinlin.domains.workforce.actions.exam_days.": "a day of the exam: it stands in calendars",
    "jinlin.domains.workforce.actions.layouts.": "how a file is read: of no person",
    "jinlin.domains.workforce.actions.pairs.": "two rows of one person, put right by the register",
    "jinlin.domains.workforce.actions.paying.": "lists for the bank: each one hears of the award",
    "jinlin.domains.workforce.actions.rosters.": "a list that came in, read by who brought it",
    "jinlin.domains.workforce.actions.surveys.": "units have it among what waits for them",
    "jinlin.domains.workforce.actions.updating.": OWN,
}
