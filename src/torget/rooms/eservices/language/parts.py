"""What every part of a definition is."""

import msgspec


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of everything in a definition: immutable, and strict about names."""
