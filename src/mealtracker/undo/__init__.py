"""Takes a change back, row by row, while nothing else has touched them."""
