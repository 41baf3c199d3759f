"""Where does a clerk bring a form, say what its cells ask for, check it and hand it in?"""

from jinlin.metrics.returns.desk.blanks import agree, blank, cell, confirm, fill
from jinlin.metrics.returns.desk.returns import again, answer, file, filled, meter, returns, sign

__all__ = [
    "again",
    "agree",
    "answer",
    "blank",
    "cell",
    "confirm",
    "file",
    "fill",
    "filled",
    "meter",
    "returns",
    "sign",
]
