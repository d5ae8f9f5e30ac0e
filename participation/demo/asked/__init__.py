"""What the demo town asks, and what its invented residents answer."""
