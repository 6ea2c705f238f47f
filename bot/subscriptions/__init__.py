"""What a place wants to be told, and when: read as people type it."""
