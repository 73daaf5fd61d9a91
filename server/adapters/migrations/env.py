"""Alembic's entry: runs the migrations on the connection that `database/migrate.py` opened."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, transaction_per_migration=False, render_as_batch=True)
context.run_migrations()
