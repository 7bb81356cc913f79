"""What web and API share: who is asking, errors, forms, headers, the log."""
