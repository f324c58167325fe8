"""Moments (ms since 1970 UTC) and the days people call them by."""

from datetime import UTC, date, datetime, tzinfo

HOUR_MS = 60 * 60 * 1_000
DAY_MS = 24 * HOUR_MS


def date_of(moment: int, zone: tzinfo | None = None) -> date:
    """The date of a moment in that zone; None: the zone of this machine."""
    return datetime.fromtimestamp(moment / 1_000, UTC).astimezone(zone).date()
