"""Rules of budgeting; pure."""
