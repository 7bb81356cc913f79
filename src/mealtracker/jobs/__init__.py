"""Work that is not done while somebody waits: the queue, and the loop that carries it out."""
