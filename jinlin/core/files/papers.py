"""Is this paper harmless, and what does it tell of its author that nobody needs to know?

A PDF or an Office file can carry a program. Such a file is refused, with what to do instead. The
old formats (.doc, .xls) cannot be looked into well enough and are refused too.
"""

from jinlin.core.files import office, pdfs
from jinlin.core.files.copies import Copy

PDF, ZIP, OLD_OFFICE = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def begins(head: bytes) -> bool:
    """Does a file with these first bytes want to be a paper?"""
    return head.startswith((PDF, ZIP, OLD_OFFICE))


def clean(content: bytes) -> Copy:
    """A copy that does nothing when it is opened. Raises Unusable for any other."""
    if content.startswith(PDF):
        return Copy("pdf", pdfs.clean(content))
    if content.startswith(OLD_OFFICE):
        raise office.old()
    return office.clean(content)
