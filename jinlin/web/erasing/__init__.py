"""How is what was said about a matter destroyed at the desk, where the law asks for it?

One person asks, another decides; what happened, when and by which unit stays and can be proved.
"""
