"""Problem and travel matrix to a plan; the only home of OR-Tools and Numba."""
