"""Who gets how much of which food, through which hub and on which day."""
