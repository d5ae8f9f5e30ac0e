"""The neutral document that every kind of report is written from. Pure.

Findings become exhibits (charts and tables), blocks refer to findings, and `laying.laid_out` turns
a document into plain strings and numbers, so that every writer shows the same figures.
"""
