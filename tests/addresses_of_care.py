"""Who gets what at the addresses of care?

As tests/addresses.py says; {household} lies in the neighbourhood, and the neighbour looks after it
by {carelink}.
"""

READS = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/care/                                       in   200  200  200  200  200  200  200  200  200  200  200
/me/data/                                    in   200  200  200  200  200  200  200  200  200  200  200
/me/data/consents/{consent}/withdraw/        in   405  405  405  405  405  405  405  405  405  405  405
/care/{household}/                           in   404  200  404  404  404  404  404  404  404  404  404
/desk/people/consents/                       desk 403  403  403  200  403  403  403  403  403  403  200
/desk/care/                                  desk 403  403  200  200  403  200  200  200  403  403  403
/desk/care/?place={town}&show=all            desk 403  403  404  200  403  200  404  404  403  403  403
/desk/care/print/                            desk 403  403  200  200  403  200  200  200  403  403  403
/desk/care/new/                              desk 403  403  200  200  403  403  200  200  403  403  403
/desk/care/{household}/                      desk 403  403  200  200  403  200  404  404  403  403  403
/desk/care/{nobody}/                         desk 403  403  404  404  403  404  404  404  403  403  403
/desk/care/{household}/clear/                desk 403  403  405  405  403  405  405  405  403  403  403
/desk/care/{household}/members/              desk 403  403  200  200  403  403  404  404  403  403  403
/desk/care/{household}/link/member/          desk 403  403  200  200  403  403  404  404  403  403  403
/desk/care/{household}/link/nonsense/        desk 403  403  404  404  403  404  404  404  403  403  403
/desk/care/links/{carelink}/hand-over/       desk 403  403  200  200  403  403  404  404  403  403  403
/desk/care/links/{carelink}/end/             desk 403  403  200  200  403  403  404  404  403  403  403
"""

WRITES = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/me/data/consents/{consent}/withdraw/        401  404  404  404  404  404  404  404  404  404  404  404
/care/{household}/                           401  404  200  404  404  404  404  404  404  404  404  404
/desk/care/new/                              401  403  403  422  422  403  403  422  422  403  403  403
/desk/care/{household}/clear/                401  403  403  422  422  403  422  404  404  403  403  403
/desk/care/{household}/members/              401  403  403  422  422  403  403  404  404  403  403  403
/desk/care/{household}/link/member/          401  403  403  422  422  403  403  404  404  403  403  403
/desk/care/{household}/link/nonsense/        401  403  403  404  404  403  404  404  404  403  403  403
/desk/care/links/{carelink}/hand-over/       401  403  403  422  422  403  403  404  404  403  403  403
/desk/care/links/{carelink}/end/             401  403  403  422  422  403  403  404  404  403  403  403
"""
