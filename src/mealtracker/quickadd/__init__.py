"""Quick add: one typed line becomes an expense draft, and shows what was understood."""
