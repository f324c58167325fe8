"""What changed in a person's plan, and what of it they undid. What is stored of sessions stays as it was."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "changes",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("changes_by_time", "changes", ["at", "id"])
    op.create_table(
        "undone",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("change", sa.Uuid, nullable=False),
    )
    op.create_index("undone_by_time", "undone", ["at", "id"])
