"""Labelled numbers: column declarations, frames and the travel matrix."""
