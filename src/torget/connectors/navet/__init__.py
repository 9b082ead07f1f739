"""Navet: the population register of Skatteverket, asked for one person at a time."""
