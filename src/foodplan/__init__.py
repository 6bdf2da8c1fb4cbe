"""Plan emergency food distribution: which stock goes to which site, when, by which vehicle."""

__version__ = "0.1.0"
