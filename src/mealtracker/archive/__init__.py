"""All that a household, or the installation, recorded: as one file, and back."""
