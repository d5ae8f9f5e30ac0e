"""Yhes: one house in which a municipality asks, listens, decides and tells what came of it."""
