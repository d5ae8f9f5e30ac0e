"""Rules of all activities; pure."""
