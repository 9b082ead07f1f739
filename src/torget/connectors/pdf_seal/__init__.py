"""Decisions sealed with the municipality's certificate (PAdES), by pyHanko."""
