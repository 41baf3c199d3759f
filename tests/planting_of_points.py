"""Which words of points may everybody read, and which does nobody type?"""

RELEASED = {
    "points.Store.name": "everybody may go there",
    "points.Store.where": "everybody may go there",
    "points.Store.hours": "everybody may go there",
    "points.Item.name": "what everybody may choose from",
    "points.Item.about": "what everybody may choose from",
    "points.Donor.name": "in the notice of a donor who agreed to be named",
    "points.CountedItem.explanation": "the form says that everybody reads it",
    "points.EarningRule.words": "written for everybody",
}
MADE = {
    "points.Account.number": "eight digits drawn at random",
    "points.Order.code_key": "a keyed hash",
    "points.Ledger.head": "a hash",
    "points.Ledger.previous": "a hash",
    "points.Transfer.source_label": "the name of a model",
}
