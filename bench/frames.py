"""Count single choices of a wide table with pandas, in a process of its own; print milliseconds."""

import sqlite3
import sys
import time
from contextlib import closing

import pandas as pd


def counted(file: str) -> dict[str, dict[str, int]]:
    """Read everything, leave some rows, and count every column."""
    with closing(sqlite3.connect(file)) as raw:
        frame = pd.read_sql("SELECT * FROM wide", raw)
    kept = frame[frame["s0"].isin(["a", "b"]) & (frame["s1"] == "c")]
    return {name: kept[name].value_counts().to_dict() for name in frame.columns}


if __name__ == "__main__":
    begun = time.process_time()
    counted(sys.argv[1])
    print((time.process_time() - begun) * 1000)
