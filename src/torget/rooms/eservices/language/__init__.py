"""The form language: from a readable service.yaml to a compiled service that asks and checks.

Pure Python: no Django, no clock, no network. `today` and what registers say (`context`) are
arguments. Doors and rooms reach it through `torget.rooms.eservices.terms`.
"""
