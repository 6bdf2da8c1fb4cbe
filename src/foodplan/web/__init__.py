"""Pages for people, rendered on the server in French and English."""
