"""What reports do: make files."""
