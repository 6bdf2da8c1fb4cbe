"""Build the ASGI application from the API and the pages."""
