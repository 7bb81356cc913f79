"""The outside world: for each service a Protocol, the real thing and its twin in one file."""
