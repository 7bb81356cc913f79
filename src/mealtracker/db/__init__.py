"""How we talk to SQL, not what we ask."""
