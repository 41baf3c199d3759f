"""What does each process of the server call? From now on it knows the state of the house."""

from jinlin.web.answering import application
from jinlin.web.running import watching

__all__ = ["application"]

watching.begin()
