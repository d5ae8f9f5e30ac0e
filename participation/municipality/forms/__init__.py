"""Forms of the municipality: shape and words of input."""
