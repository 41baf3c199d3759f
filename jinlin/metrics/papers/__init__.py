"""What do a month's report, a form filled in and a ledger have in common?

Each says what a place's figures were, is counted and changed by whoever looks after the place until
somebody who answers for it signs, and is from then on a numbered paper that stays as it is.
"""
