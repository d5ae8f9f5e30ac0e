"""What protects people: keyed hashes, so that a stolen database names nobody."""
