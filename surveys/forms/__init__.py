"""Forms of the survey room."""
