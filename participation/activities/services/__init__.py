"""What can be done with an activity, whatever its kind."""
