"""How this run of Unkink was asked to be: one typed object, made once and handed in."""

from dataclasses import dataclass
from pathlib import Path

from unkink import places

DEFAULT_PORT = 8420


@dataclass(frozen=True, slots=True)
class Settings:
    """The person's data folder, and their own catalogue (by default the folder `catalogue` inside it)."""

    data_folder: Path
    own_catalogue: Path

    @classmethod
    def of(cls, data_dir: Path | None = None, catalogue: Path | None = None) -> "Settings":
        """The settings that the flags ask for; None takes the usual place."""
        folder = (data_dir or places.data_folder()).expanduser().absolute()
        return cls(folder, (catalogue or folder / "catalogue").expanduser().absolute())

    @property
    def spoken(self) -> Path:
        """What the voice has said, so that it need not say it again. May be deleted at any time."""
        return self.data_folder / "cache" / "voice"

    @property
    def tracks(self) -> Path:
        """Sessions as they were rendered, so that the next time they are there at once. May be deleted at any time."""
        return self.data_folder / "cache" / "tracks"
