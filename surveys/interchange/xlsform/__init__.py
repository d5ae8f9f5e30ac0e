"""XLSForm: read with a report on everything in it."""
