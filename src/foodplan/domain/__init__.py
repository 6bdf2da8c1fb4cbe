"""What exists: producers, lots, hubs, sites, vehicles, problems, plans. Standard library only."""
