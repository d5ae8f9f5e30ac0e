"""Background work: what to do is read from the database, when to do it comes from huey."""
