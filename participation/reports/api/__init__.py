"""Open data: what has been released, as JSON for other programs. `docs/api.md` says how."""
