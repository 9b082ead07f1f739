"""Plain Python that every floor shares. Knows nothing of Django, the web or any room."""
