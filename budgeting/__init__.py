"""Participatory budgeting: ideas, projects, voting and a count anyone can repeat."""
