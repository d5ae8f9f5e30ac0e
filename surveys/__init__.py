"""Surveys: questionnaires, answering, counting."""
