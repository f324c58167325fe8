"""Alembic's way in: runs migrations on the connection, and in the transaction, that `migrate` hands over."""

from alembic import context

from unkink.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
