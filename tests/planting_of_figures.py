"""Which texts of figures, reports and forms did nobody type, or are known by something else?"""

MADE = {
    "metrics.Report.month": "digits of a month",
    "metrics.Choice.key": "the key of a figure",
    "metrics.Choice.level": "a level of places",
    "metrics.Release.key": "the key of a figure",
    "metrics.Release.period": "digits of a month or year",
    "metrics.Release.cells": "numbers by the codes of places; hidden ones are proved elsewhere",
    "metrics.Release.root": "a hash",
    "returns.Blank.kind": "xlsx or docx",
    "returns.Wording.wording": "labels of a form that a machine took apart",
    "returns.Wording.meaning": "keys of figures and periods",
    "returns.Return.month": "digits of a month",
    "returns.Answer.ref": "the place of a cell in a form",
    "ledgers.Ledger.period": "digits of a month or year",
    "ledgers.Template.kind": "xlsx or docx",
    "ledgers.Takeaway.kind": "xlsx or csv",
    "ledgers.Takeaway.key": "the key of a figure",
}
