"""Which fixtures may the shell's tests ask for by name?"""

from jinlin.core.tests.databases import matter_table, parallel_database

__all__ = ["matter_table", "parallel_database"]
