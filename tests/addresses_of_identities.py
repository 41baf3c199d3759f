"""Who gets what at the addresses of identities from elsewhere?

As tests/addresses.py says; no provider is settled in the scene, so that none of them is there for
anybody.
"""

READS = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/sign-in/with/wechat/                        404
/sign-in/with/wechat/back/                   404
/sign-in/bind/                               404
/me/ways/                                    in   404  404  404  404  404  404  404  404  404  404  404
/me/ways/{nobody}/give-up/                   in   405  405  405  405  405  405  405  405  405  405  405
/desk/security/ways/                         desk 403  403  404  404  404  404  404  404  404  404  404
/wechat/wechat/signature/                    404
"""

WRITES = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/sign-in/bind/                               404
/me/ways/{nobody}/give-up/                   401  404  404  404  404  404  404  404  404  404  404  404
"""

ADMIN = """
/desk/admin/identities/                                    200  200
/desk/admin/identities/provider/                           200  200
/desk/admin/identities/provider/add/                       200  200
/desk/admin/identities/provider/{nobody}/history/          302  302
/desk/admin/identities/provider/{nobody}/delete/           403  403
/desk/admin/identities/provider/{nobody}/change/           302  302
/desk/admin/identities/provider/{nobody}/                  302  302
/desk/admin/notices/apptemplate/                           200  200
/desk/admin/notices/apptemplate/add/                       200  200
/desk/admin/notices/apptemplate/{nobody}/history/          302  302
/desk/admin/notices/apptemplate/{nobody}/delete/           403  403
/desk/admin/notices/apptemplate/{nobody}/change/           302  302
/desk/admin/notices/apptemplate/{nobody}/                  302  302
"""
