"""The terminal's player."""
