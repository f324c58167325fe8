"""Cue text to speech. `port` is what the rest of Unkink knows; each engine is one file."""
