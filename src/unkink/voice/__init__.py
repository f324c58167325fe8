"""Cue text to speech. `port` is what the rest of Unkink knows; `speakers` says who speaks; each engine is one file."""
