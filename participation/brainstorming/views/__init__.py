"""Pages of the brainstorming room."""
