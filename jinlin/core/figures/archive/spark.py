"""How does Spark read an archive: on this machine, or on a province's cluster?"""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pyspark.sql import SparkSession

MASTER = "JINLIN_SPARK_MASTER"
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",  # names as PostgreSQL writes them
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    "spark.log.level": "ERROR",
}
ON_ONE_MACHINE = {
    "spark.sql.shuffle.partitions": "1",
    "spark.default.parallelism": "1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.adaptive.enabled": "false",
}


class Spark:
    """All files of a table are one view of its name. Which cluster: JINLIN_SPARK_MASTER, else this
    machine's own cores.
    """

    def __init__(self, folder: Path, tables: Iterable[str]) -> None:
        master = os.environ.get(MASTER, "")
        builder = SparkSession.builder.appName("jinlin figures").master(master or "local[2]")
        for name, value in {**SETTINGS, **({} if master else ON_ONE_MACHINE)}.items():
            builder = builder.config(name, value)
        self.session = builder.getOrCreate()
        for table in tables:
            files = self.session.read.parquet(
                *map(str, sorted((folder / table).glob("*/*.parquet")))
            )
            files.createOrReplaceTempView(table)

    def rows(self, sql: str, values: Sequence[Any]) -> Iterable[Sequence[Any]]:
        return self.session.sql(sql, args=list(values)).collect()

    def close(self) -> None:
        self.session.stop()
