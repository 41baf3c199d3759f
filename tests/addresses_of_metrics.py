"""Who gets what at which address of reports? Read as tests/addresses.py is.

The report is of the clerk's community, and not signed.
"""

READS = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/desk/catalogue/                             desk 403  403  200  200  200  200  200  200  403  403  403
/desk/catalogue/?words=x                     desk 403  403  200  200  200  200  200  200  403  403  403
/desk/reports/                               desk 403  403  200  200  403  200  200  200  403  403  403
/desk/reports/?place={town}                  desk 403  403  404  200  403  200  404  404  403  403  403
/desk/reports/{month_report}/                desk 403  403  200  200  403  200  404  404  403  403  403
/desk/reports/{month_report}/recount/        desk 403  403  405  405  403  405  405  405  403  403  403
/desk/reports/{month_report}/sign/           desk 403  403  405  405  403  405  405  405  403  403  403
/desk/reports/{month_report}/report.xlsx     desk 403  403  200  200  403  200  404  404  403  403  403
/desk/reports/{month_report}/report.docx     desk 403  403  200  200  403  200  404  404  403  403  403
/desk/reports/{nobody}/                      desk 403  403  404  404  403  404  404  404  403  403  403
/desk/public-figures/                        desk 403  403  200  200  200  200  200  200  403  403  403
/desk/public-figures/?place=350526           desk 403  403  200  200  200  200  200  404  403  403  403
/desk/public-figures/?place=350526100        desk 403  403  404  404  404  404  404  404  403  403  403
/desk/public-figures/fewest/                 desk 403  403  405  405  405  405  405  405  403  403  403
/figures/measures.csv                        404
/figures/measures.csv?place=350526           200
/figures/of/appeals.received/?place=350526   200
/figures/of/nonsense/?place=350526           404
/figures/seals/                              404
/figures/seals/?place=350526                 200
/figures/seals.txt                           404
/figures/seals.txt?place=350526              200
/figures/check/                              200
/figures/check/check-proof.html              200
/figures/proof/{appeal}/                     404  200  404  404  404  404  404  404  404  404  404  404
/figures/proof/{appeal}/proof.json           404
/figures/proof/{nobody}/                     404
"""

WRITES = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/desk/reports/                               401  403  403  422  422  403  422  422  422  403  403  403
/desk/reports/?place={town}                  401  403  403  404  422  403  422  404  404  403  403  403
/desk/reports/{month_report}/                401  403  403  422  422  403  422  404  404  403  403  403
/desk/reports/{month_report}/recount/        401  403  403  422  422  403  422  404  404  403  403  403
/desk/reports/{month_report}/sign/           401  403  403  422  422  403  422  404  404  403  403  403
/desk/public-figures/                        401  403  403  403  403  403  403  403  403  403  403  403
/desk/public-figures/fewest/                 401  403  403  403  403  403  403  403  403  403  403  403
"""
