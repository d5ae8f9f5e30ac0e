"""Pages of processes, and the front doors of the public site and of the workspace."""
