"""Places to a travel matrix and route geometry."""
