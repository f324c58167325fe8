"""A mistake in an authored file, told so that its author can mend it."""

from typing import NamedTuple


class Problem(NamedTuple):
    """One mistake: the file (relative to the catalogue), the key, what was found there, and what is allowed."""

    file: str
    key: str
    found: str
    allowed: str

    def __str__(self) -> str:
        place = f"{self.file}: {self.key}" if self.key else self.file
        return f"{place}: found {self.found}; allowed: {self.allowed}"
