"""Pages on which staff build a survey."""
