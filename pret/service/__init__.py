"""The use cases: what the command line, the flows and the desk may ask for."""
