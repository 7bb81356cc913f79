"""Files for other programs, made from what is recorded."""
