"""Who gets what at which address of wishes? Read as tests/addresses.py is.

The wish is the resident's own; the neighbour took it on and is glad of one more. {rule} is the
county's own row of numbers for wishes.
"""

READS = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/wishes/                                     200
/wishes/poster/                              200
/wishes/new/                                 302
/wishes/new/whom/                            302
/wishes/new/send/                            302
/wishes/claims/                              in  200  200  200  200  200  200  200  200  200  200  200
/wishes/{wish}/                              200  200  200  302  302  200  302  200  200  200  200  200
/wishes/{nobody}/                            404
/wishes/{wish}/address/                      in  405  405  405  405  405  405  405  405  405  405  405
/wishes/{wish}/claim/                        in  403  409  409  409  409  409  409  409  409  409  409
/wishes/{wish}/share/                        in  403  403  200  200  200  200  200  200  200  200  200
/wishes/{wish}/step_out/                     in  403  403  403  403  403  403  403  403  403  403  403
/wishes/{wish}/give_back/                    in  403  200  403  403  403  403  403  403  403  403  403
/wishes/{wish}/fulfil/                       in  403  200  200  200  403  403  403  403  403  403  403
/wishes/{wish}/remark/                       in  200  200  200  200  403  403  403  403  403  403  403
/wishes/{wish}/answer_back/                  in  409  403  403  403  403  403  403  403  403  403  403
/wishes/{wish}/confirm/                      in  409  403  403  403  403  403  403  403  403  403  403
/wishes/{wish}/dispute/                      in  409  403  403  403  403  403  403  403  403  403  403
/wishes/{wish}/thank/                        in  409  403  403  403  403  403  403  403  403  403  403
/wishes/{wish}/withdraw/                     in  200  403  403  403  403  403  403  403  403  403  403
/wishes/{wish}/publish/                      in  404  404  404  404  404  404  404  404  404  404  404
/wishes/{wish}/nonsense/                     in  404  404  404  404  404  404  404  404  404  404  404
/desk/wishes/                                desk  403  403  200  200  403  200  200  200  403  403  403
/desk/wishes/export.xlsx                     desk  403  403  200  200  403  200  200  200  403  403  403
/desk/wishes/export.csv?since=nonsense       desk  403  403  422  422  403  422  422  422  403  403  403
/desk/wishes/new/                            desk  403  403  200  200  403  403  200  200  403  403  403
/desk/wishes/{wish}/                         desk  403  403  200  200  403  200  404  404  403  403  403
/desk/wishes/{nobody}/                       desk  403  403  404  404  403  404  404  404  403  403  403
/desk/wishes/{wish}/claims/{claim}/          desk  403  403  405  405  403  405  405  405  403  403  403
/desk/wishes/{wish}/publish/                 desk  403  403  409  409  403  403  404  404  403  403  403
/desk/wishes/{wish}/ask_back/                desk  403  403  409  409  403  403  404  404  403  403  403
/desk/wishes/{wish}/decline/                 desk  403  403  409  409  403  403  404  404  403  403  403
/desk/wishes/{wish}/agree/                   desk  403  403  409  409  403  403  404  404  403  403  403
/desk/wishes/{wish}/reword/                  desk  403  403  200  200  403  403  404  404  403  403  403
/desk/wishes/{wish}/release/                 desk  403  403  200  200  403  403  404  404  403  403  403
/desk/wishes/{wish}/fulfil/                  desk  403  403  200  200  403  403  404  404  403  403  403
/desk/wishes/{wish}/remark/                  desk  403  403  200  200  403  403  404  404  403  403  403
/desk/wishes/{wish}/claim/                   desk  403  403  409  409  403  409  404  404  403  403  403
/desk/wishes/{wish}/share/                   desk  403  403  200  200  403  200  404  404  403  403  403
/desk/wishes/{wish}/answer_back/             desk  403  403  403  403  403  403  404  404  403  403  403
/desk/wishes/{wish}/step_out/                desk  403  403  403  403  403  403  404  404  403  403  403
/desk/wishes/{wish}/give_back/               desk  403  403  403  403  403  403  404  404  403  403  403
/desk/wishes/{wish}/confirm/                 desk  403  403  403  403  403  403  404  404  403  403  403
/desk/wishes/{wish}/dispute/                 desk  403  403  403  403  403  403  404  404  403  403  403
/desk/wishes/{wish}/thank/                   desk  403  403  403  403  403  403  404  404  403  403  403
/desk/wishes/{wish}/withdraw/                desk  403  403  403  403  403  403  404  404  403  403  403
/desk/wishes/{wish}/nonsense/                desk  403  403  404  404  403  404  404  404  403  403  403
"""

WRITES = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/wishes/new/                                 302
/wishes/new/whom/                            302
/wishes/new/send/                            302
/wishes/{wish}/address/                      401  403  403  403  403  403  403  403  403  403  403  403
/wishes/{wish}/claim/                        401  403  422  422  422  422  422  422  422  422  422  422
/wishes/{wish}/share/                        401  403  403  422  422  422  422  422  422  422  422  422
/wishes/{wish}/step_out/                     401  403  403  403  403  403  403  403  403  403  403  403
/wishes/{wish}/give_back/                    401  403  422  403  403  403  403  403  403  403  403  403
/wishes/{wish}/fulfil/                       401  403  422  422  422  403  403  403  403  403  403  403
/wishes/{wish}/remark/                       401  422  422  422  422  403  403  403  403  403  403  403
/wishes/{wish}/answer_back/                  401  422  403  403  403  403  403  403  403  403  403  403
/wishes/{wish}/confirm/                      401  422  403  403  403  403  403  403  403  403  403  403
/wishes/{wish}/dispute/                      401  422  403  403  403  403  403  403  403  403  403  403
/wishes/{wish}/thank/                        401  422  403  403  403  403  403  403  403  403  403  403
/wishes/{wish}/withdraw/                     401  422  403  403  403  403  403  403  403  403  403  403
/desk/wishes/new/                            401  403  403  422  422  403  403  422  422  403  403  403
/desk/wishes/{wish}/claims/{claim}/          401  403  403  200  200  403  200  404  404  403  403  403
/desk/wishes/{wish}/publish/                 401  403  403  422  422  403  403  404  404  403  403  403
/desk/wishes/{wish}/ask_back/                401  403  403  422  422  403  403  404  404  403  403  403
/desk/wishes/{wish}/decline/                 401  403  403  422  422  403  403  404  404  403  403  403
/desk/wishes/{wish}/agree/                   401  403  403  422  422  403  403  404  404  403  403  403
/desk/wishes/{wish}/reword/                  401  403  403  422  422  403  403  404  404  403  403  403
/desk/wishes/{wish}/release/                 401  403  403  422  422  403  403  404  404  403  403  403
/desk/wishes/{wish}/fulfil/                  401  403  403  422  422  403  403  404  404  403  403  403
/desk/wishes/{wish}/remark/                  401  403  403  422  422  403  403  404  404  403  403  403
/desk/wishes/{wish}/claim/                   401  403  403  422  422  403  422  404  404  403  403  403
/desk/wishes/{wish}/share/                   401  403  403  422  422  403  422  404  404  403  403  403
/desk/wishes/{wish}/answer_back/             401  403  403  403  403  403  403  404  404  403  403  403
/desk/wishes/{wish}/step_out/                401  403  403  403  403  403  403  404  404  403  403  403
/desk/wishes/{wish}/give_back/               401  403  403  403  403  403  403  404  404  403  403  403
/desk/wishes/{wish}/confirm/                 401  403  403  403  403  403  403  404  404  403  403  403
/desk/wishes/{wish}/dispute/                 401  403  403  403  403  403  403  404  404  403  403  403
/desk/wishes/{wish}/thank/                   401  403  403  403  403  403  403  404  404  403  403  403
/desk/wishes/{wish}/withdraw/                401  403  403  403  403  403  403  404  404  403  403  403
/desk/wishes/{wish}/nonsense/                401  403  403  404  404  403  404  404  404  403  403  403
"""

ADMIN = """
# what the system administrator gets, reading and writing
/desk/admin/wishes/                                        200  200
/desk/admin/wishes/wishrule/                               200  200
/desk/admin/wishes/wishrule/add/                           200  200
/desk/admin/wishes/wishrule/{rule}/history/                200  200
/desk/admin/wishes/wishrule/{rule}/delete/                 403  403
/desk/admin/wishes/wishrule/{rule}/change/                 200  403
/desk/admin/wishes/wishrule/{rule}/                        302  302
"""
