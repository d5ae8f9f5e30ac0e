"""Count single choices of a wide table with pandas, in a process of its own; print milliseconds."""

import sys
import time

import pandas as pd
import sqlalchemy as sa


def counted(url: str) -> dict[str, dict[str, int]]:
    """Read everything, leave some rows, and count every column."""
    with sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://")).connect() as raw:
        frame = pd.read_sql("SELECT * FROM wide", raw)
    kept = frame[frame["s0"].isin(["a", "b"]) & (frame["s1"] == "c")]
    return {name: kept[name].value_counts().to_dict() for name in frame.columns}


if __name__ == "__main__":
    begun, wall = time.process_time(), time.perf_counter()
    counted(sys.argv[1])
    print((time.process_time() - begun) * 1000, (time.perf_counter() - wall) * 1000)
