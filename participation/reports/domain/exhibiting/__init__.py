"""What a finding of each shape looks like: its charts and tables."""
