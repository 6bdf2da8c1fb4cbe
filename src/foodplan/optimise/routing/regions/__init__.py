"""Tasks too large for one search: cut into parts, searched side by side, and cut anew."""
