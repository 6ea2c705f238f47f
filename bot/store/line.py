"""The line to a PostgreSQL server: how connections to it are opened."""

from __future__ import annotations

import psycopg
from sqlalchemy import URL

SECONDS_TO_CONNECT = 5

# A line that is cut without a word is noticed within half a minute; the driver's default are hours.
ALIVE = {
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
# A copy of the program that is stopped in the middle of writing must not hold up the others.
SET_UP = (
    "SELECT set_config('lock_timeout', %(patience)s, false),"
    " set_config('statement_timeout', '30s', false),"
    " set_config('enable_seqscan', %(scans)s, false),"
    " set_config('idle_in_transaction_session_timeout', '10s', false)"
)


class Line:
    """A server, and what every connection to it begins with.

    Args:
        url: where it is; its options go before ours.
        patience: how many seconds to wait for another program that holds what is written.
    """

    def __init__(self, url: URL, *, patience: float) -> None:
        dialect = url.set(drivername="postgresql+psycopg").get_dialect()()
        _, address = dialect.create_connect_args(url)
        ours = {"connect_timeout": SECONDS_TO_CONNECT, "application_name": "storydesk"}
        self._options = {**ALIVE, **ours, **address, "client_encoding": "utf8"}
        self._patience = f"{round(patience * 1000)}ms"

    async def connect(self, *_given: object, **_address: object) -> psycopg.AsyncConnection:
        """Open a connection, each statement on it a transaction of its own unless told otherwise.

        SQLAlchemy gives what it has read from the address, which is read here as well.
        """
        return await self._connect(scans="on")

    async def connect_to_search(self) -> psycopg.AsyncConnection:
        """Open a connection whose questions go to an index, whatever the server thinks of it.

        It takes a long text for as quick to look through as a number, and would read all stories.
        """
        return await self._connect(scans="off")

    async def _connect(self, *, scans: str) -> psycopg.AsyncConnection:
        connection = await psycopg.AsyncConnection.connect(autocommit=True, **self._options)
        try:
            await connection.execute(SET_UP, {"patience": self._patience, "scans": scans})
        except BaseException:
            await connection.close()
            raise
        return connection


def place(url: URL) -> str:
    """Name a database without its password, which may stand among the options too."""
    bare = URL.create("postgresql", url.username, None, url.host, url.port, url.database)
    return bare.render_as_string()
