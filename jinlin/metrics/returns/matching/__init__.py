"""What does each cell of a form ask for, told by the words around it?"""

from jinlin.metrics.returns.matching.meanings import Meaning, Suggestion
from jinlin.metrics.returns.matching.suggesting import suggestions

__all__ = ["Meaning", "Suggestion", "suggestions"]
