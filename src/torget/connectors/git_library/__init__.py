"""A Git repository of ready services."""
