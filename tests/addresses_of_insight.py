"""Who gets what at which address of understanding? Read as tests/addresses.py is.

The alarm and the topic are about the scene's appeal.
"""

READS = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/desk/alarms/                                desk 403  403  200  200  403  200  200  200  403  403  403
/desk/alarms/{alarm}/acted/                  desk 403  403  405  405  403  405  405  405  403  403  403
/neighbours/{backing}/                       in   404  200  404  404  404  404  404  404  404  404  404
/neighbours/{nobody}/                        in   404  404  404  404  404  404  404  404  404  404  404
/neighbours/{appeal}/back/                   in   405  405  405  405  405  405  405  405  405  405  405
/neighbours/{backing}/take-back/             in   405  405  405  405  405  405  405  405  405  405  405
/desk/talk/                                  desk 403  403  200  200  403  200  200  200  403  403  403
/desk/talk/?place=350526100&week=2026-01-01  desk 403  403  200  200  403  200  200  200  403  403  403
/desk/talk/?place=nonsense&week=9999-99-99   desk 403  403  422  422  403  422  422  422  403  403  403
/desk/talk/{talk_topic}/                     desk 403  403  200  200  403  200  404  404  403  403  403
/desk/talk/{nobody}/                         desk 403  403  404  404  403  404  404  404  403  403  403
/desk/talk/learnt/                           desk 403  403  403  200  403  403  403  403  200  403  403
/desk/talk/learnt/{learning}/take/           desk 403  403  403  405  403  403  403  403  405  403  403
"""

WRITES = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/neighbours/{appeal}/back/                   401  403  302  403  403  403  403  403  403  403  403  403
/neighbours/{nobody}/back/                   401  404  404  404  404  404  404  404  404  404  404  404
/neighbours/{backing}/take-back/             401  404  302  404  404  404  404  404  404  404  404  404
/desk/alarms/{alarm}/acted/                  401  403  403  302  302  403  302  404  404  403  403  403
/desk/alarms/{alarm}/open/                   401  403  403  302  302  403  302  404  404  403  403  403
/desk/alarms/{alarm}/nonsense/               401  403  403  422  422  403  422  404  404  403  403  403
/desk/alarms/{nobody}/acted/                 401  403  403  404  404  403  404  404  404  403  403  403
/desk/talk/learnt/{learning}/take/           401  403  403  403  404  403  403  403  403  409  403  403
/desk/talk/learnt/{learning}/go-on/          401  403  403  403  404  403  403  403  403  409  403  403
/desk/talk/learnt/{learning}/nonsense/       401  403  403  403  404  403  403  403  403  404  403  403
/desk/talk/learnt/{nobody}/take/             401  403  403  403  404  403  403  403  403  404  403  403
"""
