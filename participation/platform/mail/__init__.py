"""Mail leaves after commit, through an outbox."""
