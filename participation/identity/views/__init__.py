"""Pages of signing in, accounts, people and the audit log."""
