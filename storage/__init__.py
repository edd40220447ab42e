"""What is remembered: SQLAlchemy Core on SQLite and PostgreSQL."""
