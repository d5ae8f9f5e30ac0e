"""Every page of the house, and every page that only a form leads to."""
