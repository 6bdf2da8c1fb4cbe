"""Judge a plan without the optimiser: rules, measures, reasons, comparison, trace."""
