"""Who gets what at which address of ledgers? Read as tests/addresses.py is.

The template and the ledger are of the clerk's community; the ledger is not signed; the list that
the clerk asked for is not made yet.
"""

READS = """
#                                                 visi resi neig cler lead hand supe town coun syst secu audi
/desk/ledgers/                                    desk 403  403  200  200  403  200  200  200  403  403  403
/desk/ledgers/?place={town}                       desk 403  403  404  200  403  200  404  404  403  403  403
/desk/ledgers/{month_ledger}/                     desk 403  403  200  200  403  200  404  404  403  403  403
/desk/ledgers/{month_ledger}/file/                desk 403  403  200  200  403  200  404  404  403  403  403
/desk/ledgers/{month_ledger}/recount/             desk 403  403  405  405  403  405  405  405  403  403  403
/desk/ledgers/{month_ledger}/sign/                desk 403  403  405  405  403  405  405  405  403  403  403
/desk/ledgers/{nobody}/                           desk 403  403  404  404  403  404  404  404  403  403  403
/desk/ledgers/templates/                          desk 403  403  200  200  403  200  200  200  403  403  403
/desk/ledgers/templates/names/                    desk 403  403  200  200  403  200  200  200  403  403  403
/desk/ledgers/templates/{ledger_template}/file/   desk 403  403  200  200  403  200  404  404  403  403  403
/desk/ledgers/templates/{ledger_template}/drop/   desk 403  403  405  405  403  405  405  405  403  403  403
/desk/ledgers/lists/                              desk 403  403  200  200  200  200  200  200  403  403  403
/desk/ledgers/lists/{takeaway}/file/              desk 403  403  409  404  404  404  404  404  403  403  403
"""

WRITES = """
#                                                 visi resi neig cler lead hand supe town coun syst secu audi
/desk/ledgers/                                    401  403  403  422  422  403  422  422  422  403  403  403
/desk/ledgers/?place={town}                       401  403  403  404  422  403  422  404  404  403  403  403
/desk/ledgers/{month_ledger}/recount/             401  403  403  422  422  403  422  404  404  403  403  403
/desk/ledgers/{month_ledger}/sign/                401  403  403  422  422  403  422  404  404  403  403  403
/desk/ledgers/templates/                          401  403  403  422  422  403  422  422  422  403  403  403
/desk/ledgers/templates/{ledger_template}/drop/   401  403  403  302  302  403  302  404  404  403  403  403
/desk/ledgers/lists/                              401  403  403  422  422  422  422  422  422  403  403  403
"""
