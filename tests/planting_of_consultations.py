"""Which texts of topics, meetings and votes are no secret?"""

RELEASED = {
    "consultations.Option.words": "a way to go about a released topic",
    "consultations.Option.note": "who would pay for it",
    "consultations.AgendaLine.outcome": "what came of a topic in a meeting",
    "consultations.Vote.question": "everybody reads what is asked",
    "consultations.Vote.choices": "everybody reads what can be answered",
    "consultations.QuorumRule.name": "everybody reads how many are enough",
    "consultations.QuorumRule.law": "where the law says so",
    "consultations.Vote.rule_name": "everybody reads how many are enough",
    "consultations.Resolution.text": "it is put on public notice",
    "consultations.Resolution.came_of_it": "everybody is told what came of it",
    "consultations.Objection.answer": "objections are answered in public",
    "consultations.ActionItem.what": "everybody reads who does what until when",
    "consultations.ActionItem.outcome": "everybody reads what came of it",
}
MADE = {
    "consultations.Topic.origin_number": "a number given out in turn",
    "consultations.QuorumRule.code": "a key",
    "consultations.Support.whose": "the key of a household or person",
    "consultations.Vote.roll_mark": "a hash",
    "consultations.Vote.receipts": "hashes",
    "consultations.Vote.counts": "numbers",
    "consultations.Vote.area_counts": "numbers",
    "consultations.Vote.key_one": "the public half of a key",
    "consultations.Vote.key_two": "the public half of a key",
    "consultations.BoxRow.sealed": "sealed in the browser",
    "consultations.PaperCount.counts": "numbers",
    "consultations.HandedIn.counts": "numbers",
    "consultations.Resolution.by_name": "keys, and names of choices",
    "consultations.ActionItem.went_as": "the name of a kind",
    "consultations.ActionItem.went_number": "a number given out in turn",
}
