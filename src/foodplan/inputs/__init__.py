"""Files to domain objects, or every finding at once."""
