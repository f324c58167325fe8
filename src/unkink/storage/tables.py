"""The tables, as this version of Unkink knows them; how older ones get there is in `migrations`."""

from sqlalchemy import BigInteger, Column, Index, MetaData, String, Table, Text, Uuid

metadata = MetaData()

# What happened: never changed, never deleted. `body` is JSON with whatever else the kind of event carries.
events = Table(
    "events",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("session", Uuid, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("position_ms", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
    Index("events_of_session", "session", "at", "id"),
)

# The fold of each session's events, so that a list need not read them. `last_event` is the last in the fold.
sessions = Table(
    "sessions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("started_at", BigInteger, nullable=False),
    Column("last_at", BigInteger, nullable=False),
    Column("last_event", Uuid, nullable=False),
    Column("state", String(16), nullable=False),
    Column("body", Text, nullable=False),
    Index("sessions_by_start", "started_at", "id"),
    Index("sessions_by_state", "state", "last_at", "id"),
)

# The answers to the safety questions, the last ones alone: nobody needs more of somebody's health than that.
screenings = Table(
    "screenings",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
)

# What changed in the plan, and what of it was undone: as events, never changed and never deleted. Where a person
# stands is computed from them. An undo may come in before its change, so nothing ties the two.
changes = Table(
    "changes",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("body", Text, nullable=False),
    Index("changes_by_time", "at", "id"),
)

undone = Table(
    "undone",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("change", Uuid, nullable=False),
    Index("undone_by_time", "at", "id"),
)

# The plan that a person has, with what they said of themselves: the last one alone, as with the answers.
plans = Table(
    "plans",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
)

# Every routine that was planned, so that a session of it can be gone on with and named long after the plan is gone. Its
# id says what is in it, so a row is never changed.
routines = Table("routines", metadata, Column("id", String(64), primary_key=True), Column("body", Text, nullable=False))

settings = Table(
    "settings", metadata, Column("key", String(64), primary_key=True), Column("body", Text, nullable=False)
)
