"""Who gets what at which address of pacts? Read as tests/addresses.py is.

The pact of the neighbourhood is open for comment; the comment is the resident's.
"""

READS = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/pacts/                                      200
/pacts/talks/                                in  200  200  200  200  200  200  200  200  200  200  200
/pacts/{pact}/                               200
/pacts/{pact}/?on=nonsense                   200
/pacts/{nobody}/                             404
/pacts/{pact}/comment/                       in  200  200  200  200  200  200  200  200  200  200  200
/pacts/{pact}/fine/                          in  405  405  405  405  405  405  405  405  405  405  405
/desk/pacts/                                 desk 403  403  200  200  403  200  200  200  403  403  403
/desk/pacts/?state=nonsense                  desk 403  403  200  200  403  200  200  200  403  403  403
/desk/pacts/new/                             desk 403  403  200  200  403  403  200  200  403  403  403
/desk/pacts/{pact}/                          desk 403  403  200  200  403  200  404  404  403  403  403
/desk/pacts/{nobody}/                        desk 403  403  404  404  403  404  404  404  403  403  403
/desk/pacts/{pact}/text/                     desk 403  403  200  200  403  403  404  404  403  403  403
/desk/pacts/{pact}/comments/                 desk 403  403  200  200  403  200  404  404  403  403  403
/desk/pacts/{pact}/comments/{comment}/       desk 403  403  405  405  403  403  405  405  403  403  403
/desk/pacts/{pact}/talks/                    desk 403  403  200  200  403  403  404  404  403  403  403
/desk/pacts/{pact}/publish/                  desk 403  403  409  409  403  403  404  404  403  403  403
/desk/pacts/{pact}/consolidate/              desk 403  403  200  200  403  403  404  404  403  403  403
/desk/pacts/{pact}/ask_again/                desk 403  403  409  409  403  403  404  404  403  403  403
/desk/pacts/{pact}/put_to_vote/              desk 403  403  409  409  403  403  404  404  403  403  403
/desk/pacts/{pact}/adopt/                    desk 403  403  403  409  403  403  404  404  403  403  403
/desk/pacts/{pact}/turn_down/                desk 403  403  403  409  403  403  404  404  403  403  403
/desk/pacts/{pact}/amend/                    desk 403  403  409  409  403  403  404  404  403  403  403
/desk/pacts/{pact}/draft_anew/               desk 403  403  409  409  403  403  404  404  403  403  403
/desk/pacts/{pact}/review/                   desk 403  403  409  409  403  403  404  404  403  403  403
/desk/pacts/{pact}/repeal/                   desk 403  403  403  409  403  403  404  404  403  403  403
/desk/pacts/{pact}/keep_old/                 desk 403  403  409  409  403  403  404  404  403  403  403
/desk/pacts/{pact}/drop/                     desk 403  403  200  200  403  403  404  404  403  403  403
/desk/pacts/{pact}/nonsense/                 desk 403  403  404  404  403  404  404  404  403  403  403
"""

WRITES = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/pacts/{pact}/comment/                       401  422  422  422  422  422  422  422  422  422  422  422
/pacts/{pact}/fine/                          401  302  302  302  302  302  302  302  302  302  302  302
/desk/pacts/new/                             401  403  403  422  422  403  403  422  422  403  403  403
/desk/pacts/{pact}/text/                     401  403  403  422  422  403  403  404  404  403  403  403
/desk/pacts/{pact}/comments/                 401  403  403  422  422  403  422  404  404  403  403  403
/desk/pacts/{pact}/comments/{comment}/       401  403  403  422  422  403  403  404  404  403  403  403
/desk/pacts/{pact}/talks/                    401  403  403  422  422  403  403  404  404  403  403  403
/desk/pacts/{pact}/publish/                  401  403  403  422  422  403  403  404  404  403  403  403
/desk/pacts/{pact}/consolidate/              401  403  403  422  422  403  403  404  404  403  403  403
/desk/pacts/{pact}/ask_again/                401  403  403  422  422  403  403  404  404  403  403  403
/desk/pacts/{pact}/put_to_vote/              401  403  403  422  422  403  403  404  404  403  403  403
/desk/pacts/{pact}/adopt/                    401  403  403  403  422  403  403  404  404  403  403  403
/desk/pacts/{pact}/turn_down/                401  403  403  403  422  403  403  404  404  403  403  403
/desk/pacts/{pact}/amend/                    401  403  403  422  422  403  403  404  404  403  403  403
/desk/pacts/{pact}/draft_anew/               401  403  403  422  422  403  403  404  404  403  403  403
/desk/pacts/{pact}/review/                   401  403  403  422  422  403  403  404  404  403  403  403
/desk/pacts/{pact}/repeal/                   401  403  403  403  422  403  403  404  404  403  403  403
/desk/pacts/{pact}/keep_old/                 401  403  403  422  422  403  403  404  404  403  403  403
/desk/pacts/{pact}/drop/                     401  403  403  422  422  403  403  404  404  403  403  403
/desk/pacts/{pact}/nonsense/                 401  403  403  404  404  403  404  404  404  403  403  403
"""
