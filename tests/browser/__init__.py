"""Unkink as a person meets it: the real server, the built front end, in Chromium."""
