"""Who did what: append-only, without personal data of residents."""
