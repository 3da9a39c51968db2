"""How Alembic reaches the warehouse: over the connection it is handed, in that connection's transaction."""

from __future__ import annotations

from alembic import context

from infra.warehouse.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
