"""What editors do with stories before readers see them."""
