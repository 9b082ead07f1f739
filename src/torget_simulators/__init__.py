"""The outside world for demo and tests: BankID, the population register, a mail server, a phone.

Written from the public contracts and sharing no code with the connectors, so that a misreading
in one is not repeated in the other. Start with `python -m torget_simulators --data DIR`.
"""
