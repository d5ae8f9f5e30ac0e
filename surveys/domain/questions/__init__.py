"""Question kinds: one file each, listed in `registry.KINDS`."""
