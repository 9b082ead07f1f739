"""The fictional municipality that `make run` shows. Never loaded in production."""
