"""The municipality itself: its names, colours, languages, contacts, standing pages and feedback."""
