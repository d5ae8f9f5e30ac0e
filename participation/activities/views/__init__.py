"""Pages of all activities, whatever their kind."""
