"""The steps of applying a chunk of rows, one a file, each in a constant number of statements."""
