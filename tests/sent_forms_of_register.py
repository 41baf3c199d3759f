"""Which forms of the register of social workers can people type into? As in tests/sent_forms.py."""

from tests.sent_forms import MARK, Form

TELL = "/workforce/tell/{professional}"
TAUGHT = {"hours": "3", "on": "{today}", "subject": MARK}
POSTED = {"unit": MARK, "since": "{today}"}
SCHOOLED = {"degree": "4", "graduated": "{today}"}
CERTIFIED = {"level": "2", "number": MARK, "issued_on": "{today}"}
LISTED = {"level": "1", "registered_on": "{today}"}
ACCOUNT = {"account": "6222020000000001"}
FORMS = (
    *(
        Form("resident", f"{TELL}/education/", at, TAUGHT)
        for at in ("hours", "on", "subject", "organiser")
    ),
    *(Form("resident", f"{TELL}/post/", at, POSTED) for at in ("unit", "title", "since")),
    *(Form("resident", f"{TELL}/degree/", at, SCHOOLED) for at in ("major", "school", "degree")),
    *(Form("resident", f"{TELL}/qualification/", at, CERTIFIED) for at in ("number", "issuer")),
    Form("resident", f"{TELL}/registration/", "number", LISTED),
    *(
        Form("resident", "/workforce/awards/{award}/account/", at, ACCOUNT)
        for at in ("account", "bank")
    ),
)
