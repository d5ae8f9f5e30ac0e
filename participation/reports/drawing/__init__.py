"""Charts drawn as SVG: pure functions from a laid chart to a string."""
