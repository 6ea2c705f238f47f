"""Pictures of what the bot says, drawn from its own answers: `make pictures`."""
