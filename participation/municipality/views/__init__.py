"""Pages of the municipality."""
