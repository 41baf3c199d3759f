"""Which words of pacts does everybody read?"""

RELEASED = {
    "pacts.Pact.title": "everybody reads what a pact is called",
    "pacts.Version.title": "everybody reads what a pact is called",
    "pacts.Version.clauses": "everybody keeps to what a pact says",
    "pacts.Pact.meets_where": "everybody is to come to the vote",
    "pacts.Clause.text": "a clause of a released draft: everybody is asked about it",
}
