"""A person's own plan: made and kept, told day by day, changed with them."""

from unkink.coach.coach import Coach

__all__ = ["Coach"]
