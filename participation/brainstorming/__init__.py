"""Brainstorming: residents write ideas, weigh those of others, and see where they agree."""
