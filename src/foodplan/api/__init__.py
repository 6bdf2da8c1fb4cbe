"""JSON over HTTP: parse a request, ask planning, shape the answer."""
