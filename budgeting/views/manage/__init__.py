"""Pages on which staff set a budget up."""
