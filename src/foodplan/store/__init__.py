"""Domain objects to the database and back; rows never leave this package."""
