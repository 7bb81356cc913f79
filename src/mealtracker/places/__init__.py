"""Where you ate: places, their branches and their other names."""
