"""Who gets what at the addresses of the hotline exchange?

As tests/addresses.py says; the county's hotline is that of clerks and leads of the whole county,
and those of the table look after a part of it.
"""

READS = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/desk/appeals/hotline/                       desk 403  403  200  200  403  403  200  200  403  403  403
/desk/appeals/hotline/give/                  desk 403  403  405  405  403  403  405  405  403  403  403
/desk/appeals/hotline/{nobody}/settle/       desk 403  403  403  405  403  403  403  403  403  403  403
"""

WRITES = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/desk/appeals/hotline/                       401  403  403  422  422  403  403  422  422  403  403  403
/desk/appeals/hotline/give/                  401  403  403  404  404  403  403  404  404  403  403  403
/desk/appeals/hotline/{nobody}/settle/       401  403  403  403  404  403  403  403  403  403  403  403
"""

ADMIN = """
/desk/admin/appeals/hotline/                               200  200
/desk/admin/appeals/hotline/add/                           200  200
/desk/admin/appeals/hotline/{nobody}/history/              302  302
/desk/admin/appeals/hotline/{nobody}/delete/               403  403
/desk/admin/appeals/hotline/{nobody}/change/               302  302
/desk/admin/appeals/hotline/{nobody}/                      302  302
"""

PROGRAMS = """
#METHOD ADDRESS                                   BODY    with unkn revo read cler lead hand supe town coun syst
GET     /api/v1/hotline/nothing/news              none    401  401  401  403  404  404  404  404  404  404  404
GET     /api/v1/hotline/12345/news                none    401  401  401  403  404  404  404  404  404  404  404
GET     /api/v1/hotline/12345/orders/1/files/{nobody} none 401 401  401  403  404  404  404  404  404  404  404
POST    /api/v1/hotline/12345/orders              empty   401  401  401  422  422  422  422  422  422  422  422
POST    /api/v1/hotline/12345/orders              torn    401  401  401  400  400  400  400  400  400  400  400
POST    /api/v1/hotline/12345/heard               empty   401  401  401  422  422  422  422  422  422  422  422
"""
