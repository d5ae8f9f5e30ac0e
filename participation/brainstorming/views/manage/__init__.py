"""Pages on which staff set a brainstorm up and look at ideas."""
