"""What residents of the demo town write in its two brainstorms, and what they think of it."""
