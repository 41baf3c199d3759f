"""Which pages of figures, reports, forms and of what people talk about does each of the cast reach
in a small house?
"""

OPEN = (
    *("/figures/", "/figures/definitions/", "/figures/of/appeals.received/?place=350526"),
    *("/figures/seals/", "/figures/check/"),
)
RESIDENT = ("/figures/proof/{closed}/", "/neighbours/{backing}/", "/me/ways/")
CLERK = (
    *("/desk/overview/", "/desk/figures/", "/desk/catalogue/", "/desk/public-figures/"),
    *("/desk/figures/appeals.received/", "/desk/figures/appeals.received/rows/"),
    *("/desk/reports/", "/desk/reports/{month_report}/"),
    *("/desk/forms/", "/desk/forms/meter/", "/desk/forms/blanks/{blank_form}/"),
    *("/desk/forms/{filled_form}/", "/desk/forms/{filled_form}/cell/?ref=1!B4"),
    *("/desk/ledgers/", "/desk/ledgers/{month_ledger}/", "/desk/ledgers/templates/"),
    *("/desk/ledgers/templates/names/", "/desk/ledgers/lists/"),
    *("/desk/alarms/", "/desk/talk/", "/desk/talk/{talk_topic}/", "/desk/appeals/hotline/"),
)
LEAD = ("/desk/overview/?wall=1", "/desk/talk/learnt/")
