"""The platform's own pages: stored files, and the mailbox of a development copy."""
