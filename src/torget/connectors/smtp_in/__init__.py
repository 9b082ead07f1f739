"""E-mail that the municipality's own mail server hands over to us."""
