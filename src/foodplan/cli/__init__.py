"""Commands: parse, ask planning, print."""
