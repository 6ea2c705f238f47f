"""What Alembic runs; the connection and its transaction are the store's own."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
