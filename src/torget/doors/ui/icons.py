"""Our own icons: lines on a 24-square, drawn with square corners as paving is."""

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

PATHS = {
    "arrow": "M5 12h14M13 6l6 6-6 6",
    "back": "M19 12H5M11 6l-6 6 6 6",
    "bell": "M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21h4",
    "boat": "M11 3v11H4zM14 6v8h5zM3 17h18l-3 4H6z",
    "book": "M4 4h7v16H4zM13 4h7v16h-7z",
    "calendar": "M4 6h16v15H4zM4 10h16M8 3v5M16 3v5",
    "chat": "M3 4h18v13H11l-5 4v-4H3zM7 9h10M7 13h6",
    "check": "M4 12.5l5.5 5.5L20 7",
    "child": "M12 3a4 4 0 1 1 0 8a4 4 0 0 1 0-8M4 21v-3a5 5 0 0 1 5-5h6a5 5 0 0 1 5 5v3",
    "chevron": "M9 5l7 7-7 7",
    "clip": "M8 7v10a4 4 0 0 0 8 0V6a2.5 2.5 0 0 0-5 0v10",
    "clock": "M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18M12 7v5l4 2",
    "close": "M5 5l14 14M19 5L5 19",
    "computer": "M3 4h18v12H3zM9 20h6M12 16v4",
    "copy": "M9 9h11v11H9zM5 15H4V4h11v1",
    "cross": "M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18M9 9l6 6M15 9l-6 6",
    "download": "M12 3v12M6 10l6 6 6-6M4 20h16",
    "edit": "M4 20h4L20 8l-4-4L4 16zM13 7l4 4",
    "error": "M12 3l10 18H2zM12 10v5M12 17.5v1",
    "eye": "M2 12c3-5 6-7 10-7s7 2 10 7c-3 5-6 7-10 7s-7-2-10-7M12 9a3 3 0 1 1 0 6a3 3 0 0 1 0-6",
    "file": "M6 3h8l5 5v13H6zM14 3v5h5",
    "globe": "M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18M3 12h18"
    "M12 3c3 3 4 6 4 9s-1 6-4 9c-3-3-4-6-4-9s1-6 4-9",
    "hammer": "M5 21L14 12M11 5l4-2 6 6-2 4-3-1-4-4z",
    "heart": "M12 20L4 12a5 5 0 0 1 8-6a5 5 0 0 1 8 6z",
    "house": "M3 12l9-8 9 8M6 10v10h12V10M10 20v-6h4v6",
    "info": "M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18M12 11v6M12 7v1.5",
    "key": "M8 8a4 4 0 1 1 0 8a4 4 0 0 1 0-8M12 12h9v4M17 12v3",
    "lamp": "M12 3v4M6 13a6 6 0 0 1 12 0zM12 13v8M8 21h8",
    "list": "M9 6h12M9 12h12M9 18h12M3 5h2v2H3zM3 11h2v2H3zM3 17h2v2H3z",
    "lock": "M5 11h14v10H5zM8 11V8a4 4 0 0 1 8 0v3M12 15v2",
    "logout": "M10 4H4v16h6M9 12h11M16 8l4 4-4 4",
    "mail": "M3 5h18v14H3zM3 6l9 7 9-7",
    "map": "M12 21c-5-6-7-9-7-12a7 7 0 0 1 14 0c0 3-2 6-7 12"
    "M12 7a2.5 2.5 0 1 1 0 5a2.5 2.5 0 0 1 0-5",
    "paper": "M6 3h12v18H6zM9 8h6M9 12h6M9 16h3",
    "people": "M8 4a3.5 3.5 0 1 1 0 7a3.5 3.5 0 0 1 0-7M2 20v-2a4 4 0 0 1 4-4h4a4 4 0 0 1 4 4v2"
    "M16 5a3 3 0 1 1 0 6M17 14h1a4 4 0 0 1 4 4v2",
    "person": "M12 4a4 4 0 1 1 0 8a4 4 0 0 1 0-8M4 21v-2a4 4 0 0 1 4-4h8a4 4 0 0 1 4 4v2",
    "phone": "M7 2h10v20H7zM10 18h4",
    "plus": "M12 4v16M4 12h16",
    "refresh": "M20 11a8 8 0 1 0-2 7M20 4v7h-7",
    "road": "M8 3L4 21M16 3l4 18M12 4v3M12 11v3M12 18v3",
    "scale": "M12 3v18M6 21h12M4 7h16M4 7l-2 7h5zM20 7l-3 7h5z",
    "search": "M10 4a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13M15 15l6 6",
    "shield": "M12 3l8 3v6c0 5-4 8-8 9c-4-1-8-4-8-9V6zM8.5 12l2.5 2.5 4.5-5",
    "speech": "M4 3h5l2 6-3 2a12 12 0 0 0 5 5l2-3 6 2v5c-9 2-19-8-17-17",
    "square": "M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z",
    "trash": "M4 6h16M9 6V3h6v3M6 6l1 15h10l1-15M10 10v7M14 10v7",
    "tree": "M12 3l6 8H6zM12 8l7 9H5zM12 17v5",
    "upload": "M12 17V4M6 9l6-6 6 6M4 20h16",
    "warning": "M12 3l10 18H2zM12 10v5M12 17.5v1",
    "water": "M2 8q2.5-4 5 0t5 0 5 0 5 0M2 14q2.5-4 5 0t5 0 5 0 5 0M2 20q2.5-4 5 0t5 0 5 0 5 0",
}


@lru_cache(maxsize=200)
def icon(name: str, size: str = "") -> SafeString:
    """The drawing, for the eye only; raises KeyError. `size="small"` fits beside small text."""
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>',
        mark_safe(" icon-small") if size == "small" else "",
        mark_safe(PATHS[name]),
    )
