"""Processes: phases, activities, events, documents and the people to ask."""
