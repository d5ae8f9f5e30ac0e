"""A map of the municipality, from a tile service that browsers never meet."""
