"""Who gets what at which address of the register of social workers? Read as tests/addresses.py is.

None of these callers keeps a register; who does, and who sees only their unit's people, is asked in
jinlin/domains/workforce/tests/test_desk.py.
"""

READS = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/desk/workforce/                             desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/layers/                      desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/rosters/                     desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/rosters/{nobody}/            desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/rosters/{nobody}/refused/    desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/rosters/{nobody}/take-back/  desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/{nobody}/                    desk 403  403  403  403  403  403  403  403  403  403  403
"""

WRITES = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/desk/workforce/                             desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/layers/                      desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/rosters/                     desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/rosters/{nobody}/            desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/rosters/{nobody}/refused/    desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/rosters/{nobody}/take-back/  desk 403  403  403  403  403  403  403  403  403  403  403
/desk/workforce/{nobody}/                    desk 403  403  403  403  403  403  403  403  403  403  403
"""
