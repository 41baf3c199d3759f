"""Which forms of pacts can people type into? As in tests/sent_forms.py."""

from tests.sent_forms import MARK, Form

PACT = {"version": "{pact_version}"}
TALKED = {"clause_number": "1", "talked_on": "{today}", "parties": "王五"}
TALKED |= {"words": MARK, "outcome": "agreed"}
FORMS = (
    Form("resident", "/pacts/{pact}/comment/", "text"),
    # its clause is chosen from a list and not typed: a strange one is refused beside the list
    Form("clerk", "/desk/pacts/new/", "title", {"place": "{home}"}),
    Form("clerk", "/desk/pacts/{pact}/comments/", "text"),
    Form("clerk", "/desk/pacts/{pact}/comments/", "name", {"text": MARK}),
    Form("clerk", "/desk/pacts/{pact}/text/", "text-new-1", {"title": "公约"}),
    Form("clerk", "/desk/pacts/{pact}/drop/", "reason", PACT),
    *(
        Form("clerk", "/desk/pacts/{pact}/talks/", at, TALKED)
        for at in ("words", "parties", "clause_number", "outcome", "talked_on")
    ),
)
