"""Rules of this room; pure."""
