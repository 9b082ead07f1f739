"""E-mail, handed to the municipality's own mail server."""
