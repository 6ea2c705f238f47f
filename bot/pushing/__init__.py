"""What is sent without being asked for: briefings, breaking news, corrections."""
