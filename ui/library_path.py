"""What Orientasi and Istilah show of a base, worked out once for each of its generations."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import streamlit as st

from answer.glossary import Entry, glossary, key_terms
from answer.orientation import Link, Step, Work, links, reading_order, works
from answer.starters import Starter, starters
from index.library import Library
from ingest.catalogue import name_of

KEY_TERMS = 12
OUTSIDE = 8


@dataclass(frozen=True, slots=True)
class LearningPath:
    """All of Orientasi but the questions, which need the model."""

    works: tuple[Work, ...]
    links: tuple[Link, ...]
    steps: tuple[Step, ...]
    terms: tuple[Entry, ...]
    outside: tuple[tuple[str, int], ...]  # (name of a document that is not in the base, how many documents refer to it)


@st.cache_resource(show_spinner=False, max_entries=4)
def learning_path(_base: Library, folder: str, generation: int) -> LearningPath:
    from answer.ask import prepared

    among = works(_base)
    known = links(_base, among)
    return LearningPath(
        tuple(among),
        tuple(known),
        tuple(reading_order(among, known)),
        tuple(key_terms(prepared(_base), entries(_base, folder, generation), KEY_TERMS)),
        tuple(missing(_base)),
    )


@st.cache_resource(show_spinner=False, max_entries=4)
def entries(_base: Library, folder: str, generation: int) -> list[Entry]:
    from answer.ask import prepared

    return glossary(prepared(_base))


@st.cache_resource(show_spinner=False, max_entries=4)
def questions(_base: Library, folder: str, generation: int) -> Future[list[Starter]]:
    """Begins to make the questions in the background; the model answers each of them once."""
    from answer.ask import prepared

    path = learning_path(_base, folder, generation)
    return ThreadPoolExecutor(1).submit(starters, prepared(_base), path.steps, path.links, path.terms)


def missing(base: Library) -> list[tuple[str, int]]:
    """Documents that at least two of the base name and that are not in it, the most named first."""
    have = {document.document_id for document in base.documents()}
    named = Counter()
    for document_id in have:
        targets = {relation.target.partition("#")[0] for relation in base.relations_of(document_id)}
        named.update(target for target in targets if target and target not in have)
    return [(name_of(key), count) for key, count in named.most_common(OUTSIDE) if count > 1]
