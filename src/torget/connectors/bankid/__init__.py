"""BankID: people identify themselves and sign with it (Relying Party API version 6)."""
