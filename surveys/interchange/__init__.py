"""Questionnaires from and for other programs."""
