"""Who gets what at the addresses of journeys? As tests/addresses.py says.

The conversation is answered already, the appeal is in hand, the wish taken on: each step is
refused.
"""

READS = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/desk/receptions/talks/{talk}/appeal/        desk 403  403  409  409  403  403  404  404  403  403  403
/desk/receptions/talks/{nobody}/appeal/      desk 403  403  404  404  403  403  404  404  403  403  403
/desk/wishes/{wish}/appeal/                  desk 403  403  409  409  403  403  404  404  403  403  403
/desk/wishes/{nobody}/appeal/                desk 403  403  404  404  403  403  404  404  403  403  403
/desk/appeals/{appeal}/wish/                 desk 403  403  409  409  403  403  404  404  403  403  403
/desk/consultations/items/{item}/task/       desk 403  403  403  200  403  403  403  403  403  403  403
/desk/servicedays/{service_day}/craftsmen/   desk 403  403  200  200  403  403  404  404  403  403  403
/desk/servicedays/{nobody}/craftsmen/        desk 403  403  404  404  403  403  404  404  403  403  403
/desk/projects/{counting}/links/             desk 403  403  200  200  404  403  404  404  403  403  403
/desk/tasks/{task}/matters/                  desk 403  403  200  200  403  403  404  404  403  403  403
/desk/tasks/{task}/matters/?q=停车             desk 403  403  200  200  403  403  404  404  403  403  403
/desk/tasks/{nobody}/matters/                desk 403  403  404  404  404  403  404  404  403  403  403
/desk/appeals/{nobody}/wish/                 desk 403  403  404  404  403  403  404  404  403  403  403
/desk/appeals/{appeal}/social-work/          desk 403  403  200  200  403  403  404  404  403  403  403
/desk/appeals/{nobody}/social-work/          desk 403  403  404  404  403  403  404  404  403  403  403
/desk/projects/hand-in/                      desk 403  403  405  405  405  403  405  405  403  403  403
"""

WRITES = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/desk/receptions/talks/{talk}/appeal/        401  403  403  422  422  403  403  404  404  403  403  403
/desk/wishes/{wish}/appeal/                  401  403  403  422  422  403  403  404  404  403  403  403
/desk/appeals/{appeal}/wish/                 401  403  403  422  422  403  403  404  404  403  403  403
/desk/consultations/items/{item}/task/       401  403  403  403  422  403  403  403  403  403  403  403
/desk/appeals/{appeal}/social-work/          401  403  403  422  422  403  403  404  404  403  403  403
/desk/servicedays/{service_day}/craftsmen/   401  403  403  422  422  403  403  404  404  403  403  403
/desk/tasks/{task}/matters/?q=停车             401  403  403  422  422  403  403  404  404  403  403  403
/desk/tasks/{task}/matters/                  401  403  403  422  422  403  403  404  404  403  403  403
/desk/projects/{counting}/links/             401  403  403  422  422  404  403  404  404  403  403  403
/desk/projects/hand-in/                      401  403  403  422  422  422  403  422  422  403  403  403
"""
