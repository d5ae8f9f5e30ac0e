"""Translation by a machine: an interface, and one service. Off unless settings name it."""
