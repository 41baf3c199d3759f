"""What do pages, workers and domains ask about messages?

`ways`: by which ways a county sends. `inbox`: what one person reads. `outbox`: what did not arrive
yet.
"""
