"""Who gets how much of which food, through which hub and on which day.

Start at `allocate.allocate`; `possible.possible_week` comes before sites have days, and
`arcs.leximin_over_arcs` is the general form without recipes. The mathematics is in `week.py` and
docs/model.md.
"""
