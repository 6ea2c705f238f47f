"""Taking stories in by themselves, from folders and from the web."""
