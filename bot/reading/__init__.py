"""How readers find what they ask for, and what changed in it."""
