"""The ledger, the objects and publishing: the only code that writes users' files."""
