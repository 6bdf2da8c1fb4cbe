"""Domain objects to database and back; the only home of SQLAlchemy."""
