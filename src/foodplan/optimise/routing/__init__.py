"""Which vehicle makes which stops, on which day and in which order."""
