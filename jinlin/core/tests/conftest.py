"""Which fixtures may core's tests ask for by name?"""

from jinlin.core.tests.databases import matter_table, parallel_database
from jinlin.core.tests.secrets import ring_file

__all__ = ["matter_table", "parallel_database", "ring_file"]
