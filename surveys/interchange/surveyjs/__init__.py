"""Questionnaires from and for SurveyJS."""
