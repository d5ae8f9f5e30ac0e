"""What can be done with a process."""
