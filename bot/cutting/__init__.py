"""Cutting what is said into messages, where a reader would."""
