"""Haystack's filters (https://docs.haystack.deepset.ai/docs/metadata-filtering) as conditions of SQLite."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from typing import Any

from haystack.errors import FilterError

COLUMNS = {"id": "passage_id", "content": "text"}
FIELD = re.compile(r"[\w.\-]+")
ORDER = (">", ">=", "<", "<=")
Condition = tuple[str, list[Any]]


def condition(filters: dict[str, Any] | None) -> Condition:
    """(SQL, values). Raises FilterError where the filters are malformed."""
    if not filters:
        return "1", []
    if "operator" not in filters:
        raise FilterError("a filter needs an 'operator'")
    return comparison(filters) if "field" in filters else logic(filters)


def logic(filters: dict[str, Any]) -> Condition:
    operator = filters["operator"]
    if "conditions" not in filters:
        raise FilterError("a filter needs a 'field' or 'conditions'")
    parts = [condition(part) for part in filters["conditions"]]
    values = [value for _, found in parts for value in found]
    if operator in ("AND", "OR"):
        return f"({f' {operator} '.join(sql for sql, _ in parts) or '1'})", values
    if operator == "NOT":
        return f"NOT ({' AND '.join(sql for sql, _ in parts) or '1'})", values
    raise FilterError(f"unknown operator {operator!r}")


def comparison(filters: dict[str, Any]) -> Condition:
    if "value" not in filters:
        raise FilterError("a comparison needs a 'value'")
    operator, value = filters["operator"], filters["value"]
    column = column_of(filters["field"])
    if operator in ("==", "!="):
        return f"{column} IS {'NOT ' if operator == '!=' else ''}?", [stored(value)]
    if operator in ("in", "not in"):
        return membership(column, operator, value)
    if operator in ORDER:
        return order(column, operator, value)
    raise FilterError(f"unknown operator {operator!r}")


def membership(column: str, operator: str, value: Any) -> Condition:
    """A missing field is in no list, unless the list says None."""
    if not isinstance(value, list):
        raise FilterError(f"'{operator}' needs a list")
    inside = f"COALESCE({column} IN ({','.join('?' * len(value))}), 0)" + (f" OR {column} IS NULL" if None in value else "")
    return f"{'NOT ' if operator == 'not in' else ''}({inside})", [stored(one) for one in value]


def order(column: str, operator: str, value: Any) -> Condition:
    """Numbers with numbers, ISO dates with ISO dates; a missing field compares with nothing."""
    if value is None:
        return "0", []
    if isinstance(value, (datetime, date)):
        value = value.isoformat()
    if isinstance(value, str):
        try:
            datetime.fromisoformat(value)
        except ValueError as error:
            raise FilterError(f"{value!r} is no ISO date; other strings have no order") from error
        return f"(typeof({column}) = 'text' AND {column} {operator} ?)", [value]
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise FilterError(f"{type(value).__name__} has no order")
    return f"(typeof({column}) IN ('integer', 'real') AND {column} {operator} ?)", [value]


def column_of(field: str) -> str:
    if field in COLUMNS:
        return COLUMNS[field]
    name = field.removeprefix("meta.")
    if not FIELD.fullmatch(name):
        raise FilterError(f"not a field: {field!r}")
    path = "".join(f'."{part}"' for part in name.split("."))
    return f"json_extract(meta, '${path}')"


def stored(value: Any) -> Any:
    """A value as json_extract gives it back."""
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return int(value) if isinstance(value, bool) else value
