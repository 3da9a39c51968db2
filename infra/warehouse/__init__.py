"""The warehouse: what the lake knows, in tables, on SQLite or PostgreSQL. It can be thrown away and rebuilt."""
