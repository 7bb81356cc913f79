"""The meal itself: what it cost, where, with whom."""
