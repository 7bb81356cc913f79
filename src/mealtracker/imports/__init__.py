"""Files of banks and other applications: read, matched with what is there, and taken in."""
