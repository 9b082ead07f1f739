"""A folder of ready services that several municipalities can reach."""
