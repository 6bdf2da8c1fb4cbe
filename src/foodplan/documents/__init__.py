"""A plan to paper and exchange files."""
