"""Route search: ruin and recreate in compiled code, with a set-partitioning master."""
