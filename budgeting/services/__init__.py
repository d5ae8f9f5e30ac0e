"""What can be done with a budget, its ideas, their checks and its projects."""
