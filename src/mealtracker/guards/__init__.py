"""Keys that make a request count once, and buckets that slow down whoever asks too often."""
