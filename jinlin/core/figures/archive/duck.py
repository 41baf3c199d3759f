"""How does DuckDB read an archive, inside this process?"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

BATCH = 2_000


class Duck:
    """All files of a table are one view of its name."""

    def __init__(self, folder: Path, tables: Iterable[str]) -> None:
        self.connection = duckdb.connect(":memory:")
        self.connection.execute("SET TimeZone = 'UTC'")
        for table in tables:
            files = str(folder / table / "*" / "*.parquet").replace("'", "''")
            self.connection.execute(
                f'CREATE VIEW "{table}" AS SELECT * FROM '  # noqa: S608 - names from the manifest
                f"read_parquet('{files}', hive_partitioning = false, union_by_name = true)"
            )

    def rows(self, sql: str, values: Sequence[Any]) -> Iterator[Sequence[Any]]:
        cursor = self.connection.cursor()
        cursor.execute(sql, list(values))
        while found := cursor.fetchmany(BATCH):
            yield from found

    def close(self) -> None:
        self.connection.close()
