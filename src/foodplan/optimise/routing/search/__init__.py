"""Route search: ruin and recreate in compiled code."""
