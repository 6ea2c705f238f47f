"""What engines spell differently: many rows given to a statement as one value, the time, a hint.

A list of rows goes over as one text of JSON. To give each row by itself costs more than what a
statement of the ledger does with it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import Text, bindparam, cast, column, literal_column, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import CTE
    from sqlalchemy.sql.compiler import SQLCompiler
    from sqlalchemy.types import TypeEngine


class _Each(FunctionElement[Any]):
    """A row for each element of a list in JSON, in a column called *value*."""

    inherit_cache = True


class _Item(FunctionElement[Any]):
    """What stands in a list in JSON at a place."""

    inherit_cache = True


class MicrosNow(FunctionElement[int]):
    """The moment by the clock that all copies of the program share."""

    inherit_cache = True


class ByIndex(FunctionElement[Any]):
    """Lets the rest of a transaction walk along indexes, where an engine might do otherwise.

    Until PostgreSQL has counted a table that has just been filled, it believes that little is due,
    and would rather sort all of it than stop at the first few.
    """

    inherit_cache = True


def listed(name: str, **columns: type[TypeEngine[Any]]) -> CTE:
    """Give rows that come in as the value *name*, made by `rows`, with these columns.

    They are read once; else every mention of a column would read the text again.
    """
    each = _Each(bindparam(name, type_=Text)).table_valued(column("value"), name=f"each_{name}")
    items = (
        cast(_Item(each.c.value, literal_column(str(place))), kind).label(label)
        for place, (label, kind) in enumerate(columns.items())
    )
    return select(*items).cte(name).prefix_with("MATERIALIZED")


def rows(values: Iterable[Sequence[object]]) -> str:
    """Write rows down as `listed` reads them."""
    return json.dumps([*values])


@compiles(_Each, "sqlite")
def _(element: _Each, compiler: SQLCompiler, **kw: Any) -> str:  # noqa: ANN401 - SQLAlchemy's own, passed on
    return f"json_each({compiler.process(element.clauses, **kw)})"


@compiles(_Each, "postgresql")
def _(element: _Each, compiler: SQLCompiler, **kw: Any) -> str:  # noqa: ANN401 - the same
    return f"jsonb_array_elements(CAST({compiler.process(element.clauses, **kw)} AS jsonb))"


@compiles(_Item, "sqlite")
def _(element: _Item, compiler: SQLCompiler, **kw: Any) -> str:  # noqa: ANN401 - the same
    value, place = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"json_extract({value}, '$[{place}]')"


@compiles(_Item, "postgresql")
def _(element: _Item, compiler: SQLCompiler, **kw: Any) -> str:  # noqa: ANN401 - the same
    value, place = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"({value} ->> {place})"


@compiles(MicrosNow, "sqlite")
def _(*_: object, **__: object) -> str:
    return "CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)"


@compiles(MicrosNow, "postgresql")
def _(*_: object, **__: object) -> str:
    return "CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint)"


@compiles(ByIndex, "sqlite")
def _(*_: object, **__: object) -> str:
    return "NULL"


@compiles(ByIndex, "postgresql")
def _(*_: object, **__: object) -> str:
    settings = ("enable_sort", "enable_bitmapscan", "enable_seqscan")
    return "(" + ", ".join(f"set_config('{name}', 'off', true)" for name in settings) + ")"
