"""The tests mirror src/unkink."""
