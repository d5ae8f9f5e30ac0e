"""How long the parts of an idea may be, in characters."""

LONGEST_TITLE, LONGEST_PLACE, LONGEST_ALT = 120, 200, 300
