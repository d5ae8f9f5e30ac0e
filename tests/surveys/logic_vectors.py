"""What expressions say: the same examples for the server and for pages."""

import json
from pathlib import Path
from typing import Any

EXAMPLES: dict[str, Any] = json.loads(
    Path(__file__).with_name("logic_vectors.json").read_text("utf-8")
)
