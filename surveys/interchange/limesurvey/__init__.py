"""Questionnaires from and for LimeSurvey."""
