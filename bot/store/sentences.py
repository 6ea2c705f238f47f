"""What is said of a database that does not do its work, whichever engine it is of."""

from __future__ import annotations

from bot.words import N_

HELD = N_(
    "Another program holds the database {place}. Wait until it is done, or stop it, and try again."
)
FULL = N_(
    "There is no room left for the database {place}. Free some space and try again; what was "
    "stored before is safe."
)
DAMAGED = N_("The database {place} is damaged. Put it aside and restore a backup.")
UNSTORABLE = N_("The database {place} cannot hold this: {error}.")
REFUSED = N_("The database {place} did not do what it was asked: {error}.")
