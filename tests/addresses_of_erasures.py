"""Who gets what where words are to be destroyed? Read as tests/addresses.py is.

The lead asked to have the words of an entry of the appeal destroyed; the supervisor decides.
"""

READS = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/desk/erasures/                              desk 403  403  403  200  403  200  403  403  403  403  403
/desk/erasures/of/{appeal}/                  desk 403  403  403  200  403  403  403  403  403  403  403
/desk/erasures/of/{nobody}/                  desk 403  403  403  404  403  403  403  403  403  403  403
/desk/erasures/{erasure}/                    desk 403  403  403  200  403  200  403  403  403  403  403
/desk/erasures/{nobody}/                     desk 403  403  403  404  403  404  403  403  403  403  403
"""

WRITES = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/desk/erasures/                              401  403  403  403  422  403  422  403  403  403  403  403
/desk/erasures/of/{appeal}/                  401  403  403  403  422  403  403  403  403  403  403  403
/desk/erasures/{erasure}/                    401  403  403  403  403  403  422  403  403  403  403  403
"""
