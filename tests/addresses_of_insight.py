"""Who gets what at which address of understanding? Read as tests/addresses.py is.

The alarm is about the scene's appeal.
"""

READS = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/desk/alarms/{alarm}/acted/                  desk 403  403  405  405  403  405  405  405  403  403  403
"""

WRITES = """
#                                            visi resi neig cler lead hand supe town coun syst secu audi
/desk/alarms/{alarm}/acted/                  401  403  403  302  302  403  302  404  404  403  403  403
/desk/alarms/{alarm}/nonsense/               401  403  403  422  422  403  422  404  404  403  403  403
/desk/alarms/{nobody}/acted/                 401  403  403  404  404  403  404  404  404  403  403  403
"""
