"""`make bench`: how fast, how light and how quick to start Torget is, beside a bare floor."""
