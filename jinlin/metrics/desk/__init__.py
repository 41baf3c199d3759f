"""Where does staff read figures, and where are the month's reports drawn up and signed?"""

from jinlin.metrics.desk.catalogue import catalogue
from jinlin.metrics.desk.dashboard import overview
from jinlin.metrics.desk.figures import figure, figures, rows, take_parts
from jinlin.metrics.desk.reports import recount, report, reports, sign, take_report, take_words

__all__ = [
    "catalogue",
    "figure",
    "figures",
    "overview",
    "recount",
    "report",
    "reports",
    "rows",
    "sign",
    "take_parts",
    "take_report",
    "take_words",
]
