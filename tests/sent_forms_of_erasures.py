"""Which forms of what is to be destroyed can people type into? As in tests/sent_forms.py."""

from tests.sent_forms import Form

FORMS = (
    Form("lead", "/desk/erasures/", "matter"),
    Form("lead", "/desk/erasures/of/{appeal}/", "reason"),
    Form("supervisor", "/desk/erasures/{erasure}/", "why", {"decision": "keep"}),
)
