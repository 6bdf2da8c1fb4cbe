"""The use cases: check, plan, compare, keep; the only package that knows the whole sentence."""
