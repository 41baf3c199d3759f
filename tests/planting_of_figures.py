"""Which texts of figures, reports and forms did nobody type, or are known by something else?"""

MADE = {
    "metrics.Report.month": "digits of a month",
    "returns.Answer.ref": "the place of a cell in a form",
    "ledgers.Ledger.period": "digits of a month or year",
    "ledgers.Takeaway.key": "the key of a figure",
}
