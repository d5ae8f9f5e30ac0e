"""Uploads and snapshots through one storage interface."""
