"""A background map, fetched square by square from the municipality's own or another's server."""
