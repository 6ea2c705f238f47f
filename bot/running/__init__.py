"""The parts that keep running, and who is told when one does not."""
