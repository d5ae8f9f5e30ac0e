"""Rules of surveys; pure."""
