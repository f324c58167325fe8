"""The one track: what is heard, when, and how loud."""
