"""The filters of a question: chosen in the sidebar, said aloud above the answer."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from index.library import Library
from index.values import Filters
from ingest.values import PolicyDocument
from ui.texts import t

KEYS = ("forms", "years", "kinds", "documents", "regions")
LABELS = {"forms": "form", "years": "year", "kinds": "kind", "documents": "document", "regions": "region"}


def options(documents: Sequence[PolicyDocument]) -> dict[str, list]:
    """What each filter offers for these documents."""
    return {
        "forms": sorted({d.form for d in documents if d.form}),
        "years": sorted({d.year for d in documents if d.year}, reverse=True),
        "kinds": sorted({d.kind for d in documents}),
        "documents": [d.document_id for d in documents],
        "regions": sorted({d.region for d in documents if d.region}),
    }


def chosen(documents: Sequence[PolicyDocument]) -> Filters:
    """The filters as the visitor set them; an option that the base no longer has is dropped."""
    names = {d.document_id: naming(d) for d in documents}
    values = {}
    with st.sidebar.expander(t("filters"), expanded=any(st.session_state.get(f"filter-{key}") for key in KEYS)):
        for key, offered in options(documents).items():
            kept = [v for v in st.session_state.get(f"filter-{key}", []) if v in offered]
            st.session_state[f"filter-{key}"] = kept
            values[key] = st.multiselect(
                t(LABELS[key]), offered, key=f"filter-{key}", placeholder=t("choose"), format_func=lambda v, key=key: shown(key, v, names)
            )
    return Filters(**{key: tuple(found) or None for key, found in values.items()})


def naming(document: PolicyDocument) -> str:
    """A document's name and what it is about."""
    return f"{document.name} tentang {document.title}" if document.number else document.title


def shown(key: str, value: object, names: dict[str, str]) -> str:
    if key == "kinds":
        return t(f"kind_{value}")
    return names.get(str(value), str(value)) if key == "documents" else str(value)


def said(filters: Filters, documents: Sequence[PolicyDocument]) -> str:
    """The filters in words; empty where there are none."""
    names = {d.document_id: d.name for d in documents}
    parts = [f"{t(LABELS[key])} {', '.join(shown(key, v, names) for v in getattr(filters, key))}" for key in KEYS if getattr(filters, key)]
    return "; ".join(parts)


def clear() -> None:
    for key in KEYS:
        st.session_state[f"filter-{key}"] = []


def searched(base: Library, filters: Filters) -> tuple[int, int]:
    """(documents, passages) that a question with these filters looks at."""
    documents = base.documents()
    inside = [d for d in documents if admits(filters, d)]
    passages = base.database.one("SELECT count(*) FROM passages WHERE document_id IS NOT NULL")[0]
    allowed = base.allowed(filters)
    return len(inside), int(passages if allowed is None else len(allowed))


def admits(filters: Filters, document: PolicyDocument) -> bool:
    pairs = (
        (filters.documents, document.document_id),
        (filters.forms, document.form),
        (filters.years, document.year),
        (filters.kinds, document.kind),
        (filters.regions, document.region),
    )
    return all(wanted is None or value in wanted for wanted, value in pairs)
