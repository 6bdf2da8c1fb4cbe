"""Environment to validated settings; read by entry points only."""
