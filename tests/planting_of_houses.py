"""Which texts of other houses, a hotline's and those that say who somebody is, are no secret?"""

RELEASED = {
    "appeals.Hotline.name": "whoever rang up reads that their hotline said it",
    "identities.Provider.name": "it stands on the button for signing in",
}
MADE = {
    "appeals.Hotline.slug": "a part of an address of the house",
    "appeals.Hotline.columns": "what another system calls our fields",
    "appeals.Hotline.states": "what another system calls our states",
    "appeals.Hotline.meanings": "what another system's states mean",
    "appeals.Hotline.classes": "what another system calls our classes",
    "appeals.WorkOrder.number": "a number given out by another system",
    "appeals.WorkOrder.theirs": "the name of a state",
    "appeals.WorkOrder.given": "the name of a state",
    "appeals.WorkOrder.digest": "a hash",
    "appeals.WorkOrder.said": "a hash",
    "appeals.Difference.number": "a number given out by another system",
    "appeals.Difference.theirs": "the name of a state",
    "appeals.Difference.ours": "the name of a state",
    "identities.Provider.slug": "a part of an address of the house",
    "identities.Provider.client_id": "the number of an app, which every browser is shown",
    "identities.Provider.agent_id": "the number of an app",
    "identities.Provider.issuer": "an address of another house",
    "identities.Provider.pages_at": "an address of another house",
    "identities.Provider.calls_at": "an address of another house",
    "identities.Identity.subject_key": "a keyed hash",
    "identities.Identity.union_key": "a keyed hash",
    "identities.Pass.what": "the name of a key",
}
