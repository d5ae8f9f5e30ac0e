"""Rules of brainstorming: pure, without pages and tables."""
