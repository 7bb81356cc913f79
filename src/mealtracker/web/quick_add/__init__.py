"""Quick add: one line becomes an expense; chips say what was understood before it is saved."""
