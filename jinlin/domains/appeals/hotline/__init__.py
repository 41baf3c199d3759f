"""How are work orders exchanged with a hotline platform (12345), as files and by programs?

`told` reads an order as the platform writes it, `files` are tables and archives, `exchange` the
verbs on both sides, `standing` what each side knows.
"""
