"""Pure tools on people's words."""
