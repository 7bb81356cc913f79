"""Sample data that shows what the product does, and its removal."""
