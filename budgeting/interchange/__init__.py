"""Files of others: Pabulib, and lists of projects."""
