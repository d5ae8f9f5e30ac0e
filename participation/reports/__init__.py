"""Findings and datasets become tables and files."""
