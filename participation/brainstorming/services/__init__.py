"""What can be done with brainstorms."""
