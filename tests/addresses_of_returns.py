"""Who gets what at which address of forms that are sent down? Read as tests/addresses.py is.

The form and what was filled of it are of the clerk's community; it is confirmed, and not signed.
"""

READS = """
#                                                 visi resi neig cler lead hand supe town coun syst secu audi
/desk/forms/                                      desk 403  403  200  200  403  200  200  200  403  403  403
/desk/forms/?place={town}                         desk 403  403  404  200  403  200  404  404  403  403  403
/desk/forms/meter/                                desk 403  403  200  200  403  200  200  200  403  403  403
/desk/forms/blanks/{blank_form}/                  desk 403  403  200  200  403  200  404  404  403  403  403
/desk/forms/blanks/{blank_form}/cell/?ref=1!B4    desk 403  403  200  200  403  200  404  404  403  403  403
/desk/forms/blanks/{blank_form}/cell/             desk 403  403  404  404  403  404  404  404  403  403  403
/desk/forms/blanks/{blank_form}/confirm/          desk 403  403  405  405  403  405  405  405  403  403  403
/desk/forms/blanks/{blank_form}/words/            desk 403  403  405  405  403  405  405  405  403  403  403
/desk/forms/blanks/{blank_form}/fill/             desk 403  403  405  405  403  405  405  405  403  403  403
/desk/forms/blanks/{nobody}/                      desk 403  403  404  404  403  404  404  404  403  403  403
/desk/forms/{filled_form}/                        desk 403  403  200  200  403  200  404  404  403  403  403
/desk/forms/{filled_form}/cell/?ref=1!B4          desk 403  403  200  200  403  200  404  404  403  403  403
/desk/forms/{filled_form}/cell/                   desk 403  403  404  404  403  404  404  404  403  403  403
/desk/forms/{filled_form}/file/                   desk 403  403  200  200  403  200  404  404  403  403  403
/desk/forms/{filled_form}/again/                  desk 403  403  405  405  403  405  405  405  403  403  403
/desk/forms/{filled_form}/sign/                   desk 403  403  405  405  403  405  405  405  403  403  403
/desk/forms/{nobody}/                             desk 403  403  404  404  403  404  404  404  403  403  403
"""

WRITES = """
#                                                 visi resi neig cler lead hand supe town coun syst secu audi
/desk/forms/                                      401  403  403  422  422  403  422  422  422  403  403  403
/desk/forms/?place={town}                         401  403  403  404  422  403  422  404  404  403  403  403
/desk/forms/blanks/{blank_form}/cell/?ref=1!B4    401  403  403  422  422  403  422  404  404  403  403  403
/desk/forms/blanks/{blank_form}/cell/             401  403  403  404  404  403  404  404  404  403  403  403
/desk/forms/blanks/{blank_form}/confirm/          401  403  403  422  422  403  422  404  404  403  403  403
/desk/forms/blanks/{blank_form}/words/            401  403  403  422  422  403  422  404  404  403  403  403
/desk/forms/blanks/{blank_form}/fill/             401  403  403  422  422  403  422  404  404  403  403  403
/desk/forms/{filled_form}/                        401  403  403  422  422  403  422  404  404  403  403  403
/desk/forms/{filled_form}/again/                  401  403  403  422  422  403  422  404  404  403  403  403
/desk/forms/{filled_form}/sign/                   401  403  403  422  422  403  422  404  404  403  403  403
"""
