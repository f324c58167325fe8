"""Bring a database to the head revision. Imports Alembic: loaded only when there is something to do."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from unkink.storage.backup import free_name, write_backup
from unkink.storage.errors import DiskFailed, MigrationFailed, StorageError
from unkink.storage.sqlite import engine_for, plainly
from unkink.storage.versions import Migrations, version_of


def migrate(path: Path, migrations: Migrations) -> None:
    """Apply what is missing in one transaction; before changing an older database, copy it beside itself.

    Whatever fails, the database is as it was before. MigrationFailed, or what the disk had to say.
    """
    # Alembic alters tables by rebuilding them, and foreign keys would object: off here, checked at the end.
    engine = engine_for(path, foreign_keys=False)
    kept: Path | None = None
    try:
        with plainly(path), engine.execution_options(writes=True).begin() as connection:
            # Another process may have done it while this one waited for the lock.
            before = version_of(connection.exec_driver_sql, path, migrations)
            if before == migrations.head:
                return
            if before:
                kept = free_name(path.with_name(f"{path.name}.before-{migrations.head}"))
                write_backup(path, kept)
            _upgrade(connection, migrations)
    except Exception as error:
        if kept:
            kept.unlink(missing_ok=True)
        # A statement that the database does not take looks like a disk that fails; here it is the migration.
        if isinstance(error, StorageError) and not isinstance(error, DiskFailed):
            raise
        raise MigrationFailed.at(path, error.__cause__ or error) from error
    finally:
        engine.dispose()


def _upgrade(connection: Connection, migrations: Migrations) -> None:
    config = Config()
    # The value is read with %-interpolation, and a folder may be called anything.
    config.set_main_option("script_location", str(migrations.folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, migrations.head)
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise ValueError("rows refer to others that are not there")
