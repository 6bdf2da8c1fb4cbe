"""Adapters: a routing task in the words of another solver, and its answer back in ours."""
