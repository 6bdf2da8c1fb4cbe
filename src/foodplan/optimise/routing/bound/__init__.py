"""True lower bounds for one day of routes: column generation over whole vehicle-days."""
