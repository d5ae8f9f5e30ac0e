"""Conversations to and from other programs."""
