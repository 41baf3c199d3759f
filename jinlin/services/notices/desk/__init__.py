"""Which pages does a county keep its messages on: what did not arrive, and which other systems
listen?
"""
