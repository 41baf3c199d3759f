"""Which rooms does an app have beside those that every domain knows, and what for?"""

FURTHER_ROOMS = {
    "accounts": {
        *("actors", "roles", "tokens", "telling"),  # who somebody is to the house
        *(
            "codes",
            "phones",
            "lockout",
            "passwords",
            "sessions",
            "sms",
            "doors",
            "owed",
        ),  # the steps of signing in
        *("adapter", "middleware", "sign_in_settings", "own_county"),  # where the framework asks
        "rosters",  # whose turn it is, in plain arithmetic
        "taking_out",  # what leaves as a file, and that it is on record
        "registering",  # what all desks share where something is written down for a place
    },
    # which other house says it, how it is asked, and what a browser waits for meanwhile
    "identities": {"clients", "asking"},
    # the form of a sealed ballot, shared by page, tests and tellers; which days a calendar reads
    "consultations": {"sealing"},
    "appeals": {
        "conditions",  # when its many moves are open beyond their state
        "data",
        "guests",
        "importing",
        "open311",
        "hotline",  # work orders that another house hands over, and hears of
    },  # a unit without an account; a file of messages; a door for other houses' reporting apps
    "talents": {
        "calendars",  # what calendar programs read
        "badges",  # a certificate as an Open Badges credential, its status lists and keys
        "data",
        "sending",  # what portal and desk send in alike
        "seeding",  # the skills that a county begins with
        "verifier",  # one file that checks a certificate without a network, or this house
        "lifecycle_of_help",  # the tables of helps and pairs
    },
    "documents": {
        "validity",  # did it hold on that day?
        *("public_notices", "notice_pages"),  # what stands before everybody, and objections
        *("kinds", "numbering", "codes"),  # what domains register; which number, which code is next
        *("printing", "typst", "fonts"),  # how it becomes paper
        "holders",  # for whom the whole name stands on it
        *("links", "limits"),  # who may open what once, and how often somebody may guess
    },
    "insight": {
        *("pieces", "classes", "refusing", "learning"),  # what a class is read from, and how surely
        *("alike", "danger", "files"),  # the same in other words; what cannot wait; in and out
        *("texts", "named", "usual"),  # what is compared; names in common; more than usual or not
        *(
            "reading",
            "leaning",
            "data",
        ),  # what the model in use says of one text; weak cues, their weights
        *("signs", "beside"),  # by what a repeat is found; what slots of other pages show
    },
    "metrics": {
        "papers",  # what a report, a form filled in and a ledger share until they are signed
        "catalogue",
        "data",
        "published",
        *("groups", "overview", "public"),  # about what; what stands first; what everybody reads
        "reporting",  # what a month's report says
        *("comparing", "definitions", "entries"),  # beside what; what each counts, since when
        *("returns", "ledgers"),  # apps of their own: forms that are sent down; own templates
        *("publishing", "releases", "proofs"),  # what everybody reads, and its proof
        *("spans", "units", "attention", "dashboard"),  # days, units, what is late; the first page
        "periods",  # months and years, and which came before them
        *("opening", "proving", "charts", "forms_of_opening"),  # its pages, and how it is drawn
        "packaging",  # what everybody may take, described for programs
        "standalone",  # the page that checks proofs, as one file
        "drawings",  # what a county drew into a workbook stays in it
        "verifying",  # that every way of counting says the same
    },  # all figures in order, and the printed ones to compare with
    "returns": {
        *("telling", "listing"),  # what is told of it; rows of a list as fields
        *("layouts", "matching", "counting"),  # how a form is read, what it asks for, what it gets
    },
    "ledgers": {
        "telling",  # what is told of it
        "templating",  # what a county may write into a template, and what is amiss with it
        *("contents", "making"),  # what a ledger says; how a long list becomes a file
    },
    "notices": {"clients", "sending"},  # one client for each gateway; how the outbox empties itself
    # is this somebody we know, by which number, and who is whoever asks
    "people": {"knowing", "numbers", "myself"},
    # where a county's tree comes from; how far one point is from another; which home is meant
    "places": {"data", "divisions", "init", "points", "choosing", "holding", "asking", "finding"},
    # what no two rows may be; how a table comes in, and which cells it has
    "workforce": {"roster", "eligibility"},  # a messy file, and who may sit for which exam
    "volunteers": {"overlaps", "importing", "tables", "choosing"},
    "seats": {"codes", "reasons", "receipts"},  # what a screen shows; a no; what a phone gets back
    "training": {"one_tap"},  # the link in a message
    "visits": {"questions"},  # what a checklist may ask, in plain values that phones read too
}
