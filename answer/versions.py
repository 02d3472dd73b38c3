"""Two versions of a regulation beside each other, Pasal by Pasal: an act and the act that amends it, or two whole texts."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from answer.lookup import in_elucidation
from answer.quote import cite, joined
from answer.values import Citation
from answer.wording import HEADLINE, Words, differing, one_to_one
from index.library import Library
from index.stemming import STOP_WORDS, stems
from ingest.values import Clause, PolicyDocument

State = Literal["sama", "berubah", "baru", "dihapus"]
MIRRORED: dict[State, State] = {"sama": "sama", "berubah": "berubah", "baru": "dihapus", "dihapus": "baru"}
ALIKE = 0.45  # cosine of weighted words from which two Pasal are one provision
SAME_NUMBER = 0.15  # what the same number adds to it
REMOVED = re.compile(r"\bPasal\s+(\d{1,3}[A-Z]{0,2})\b[^.]{0,60}?\bdihapus\b", re.IGNORECASE)
PART_REMOVED = re.compile(r"\b(?:ayat|huruf|angka|kata|frasa)\b[^.]{0,60}\bdihapus\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One Pasal of both versions. A citation is of the page on which its Pasal begins; the words are those of all of it."""

    num: str  # "Pasal 5", "Pasal 7 (semula Pasal 5)", "Penjelasan Pasal 5", "Pasal I angka 7" of an amending act
    state: State
    left: Citation | None
    right: Citation | None
    left_words: tuple[Words, ...]
    right_words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Provision:
    """A Pasal with all below it."""

    name: str  # "Pasal 5"
    group: tuple[Clause, ...]
    of: Literal["pasal", "removal", "other"] = "pasal"  # an item of an amending act may remove a Pasal, or change something else

    @property
    def text(self) -> str:
        return joined(self.group)[0]


def texts_of(provision: Provision) -> list[str]:
    return [clause.text for clause in provision.group]


Pair = tuple[Provision | None, Provision | None]


def compare_versions(left_id: str, right_id: str, library: Library) -> tuple[VersionRow, ...]:
    """The rows in reading order of the newer text. Of an amending act and the act it amends, only what it changes.

    Give the older document on the left. Empty where a document has no Pasal or is not in the base.
    """
    if amends(library, left_id, right_id):
        mirrored = (row(library, left, right) for left, right in amended_pairs(library, right_id, left_id))
        return tuple(replace(r, state=MIRRORED[r.state], left=r.right, right=r.left, left_words=r.right_words, right_words=r.left_words) for r in mirrored)
    if not (has_pasal(library, left_id) and has_pasal(library, right_id)):
        return ()
    if amending(library, right_id):
        pairs: Iterable[Pair] = amended_pairs(library, left_id, right_id)
    else:
        pairs = aligned(provisions(library, left_id), provisions(library, right_id))
    return tuple(row(library, left, right) for left, right in pairs)


def versions_of(library: Library) -> tuple[tuple[str, str], ...]:
    """(older, newer) document_ids that may be called versions: one amends or repeals the other, or form and title are the same."""
    documents = {d.document_id: d for d in library.documents() if d.kind == "regulation" and has_pasal(library, d.document_id)}
    related = [
        (relation.target, relation.source)
        for source in documents
        for relation in library.relations_of(source)
        if relation.verb in ("mengubah", "mencabut") and relation.target in documents
    ]
    alike = [(a.document_id, b.document_id) for a in documents.values() for b in documents.values() if succeeds(a, b)]
    return tuple(sorted(dict.fromkeys([*related, *alike])))


def succeeds(older: PolicyDocument, newer: PolicyDocument) -> bool:
    """Whether two documents have one form, place and title, and the second is of a later year."""
    same = (older.form, older.region, older.title.casefold()) == (newer.form, newer.region, newer.title.casefold())
    return bool(same and older.form and older.year and newer.year and older.year < newer.year)


def has_pasal(library: Library, document_id: str) -> bool:
    return any(clause.kind == "pasal" for clause in library.clauses(document_id))


def amends(library: Library, source: str, target: str) -> bool:
    return any(r.verb == "mengubah" and r.target == target for r in library.relations_of(source)) and amending(library, source)


def amending(library: Library, document_id: str) -> bool:
    return any(clause.eid == "pasal_I" for clause in library.clauses(document_id))


# what a document has


def provisions(library: Library, document_id: str, elucidation: bool = False) -> list[Provision]:
    """Its Pasal in order; of an amending act those that it changes or inserts, not its own Pasal I and II."""
    clauses = library.clauses(document_id)
    numbered = [c for c in clauses if c.kind == "pasal" and c.num[:1].isdigit() and in_elucidation(c) == elucidation]
    name = "Penjelasan Pasal" if elucidation else "Pasal"
    return [Provision(f"{name} {c.num}", library.subtree(document_id, c.eid)) for c in numbered if not inside_pasal(c)]


def inside_pasal(clause: Clause) -> bool:
    """Whether a Pasal stands inside another one that has an Arabic number, as nothing but a misread one does."""
    return any(re.search(r"pasal_\d+\w*$", parent) for parent in clause.parents)


def amended_pairs(library: Library, base_id: str, amending_id: str) -> Iterator[Pair]:
    """What an amending act changes beside what the base act has: each item of its Pasal I in order, then Penjelasan that it changes alone."""
    before = {p.name: p for p in provisions(library, base_id)}
    changed = {p.group[0].eid: p for p in provisions(library, amending_id)}
    clauses = library.clauses(amending_id)
    for clause in clauses:
        if clause.eid in changed:
            provision = changed[clause.eid]
            yield before.get(provision.name), provision
        elif clause.parents == ("pasal_I",) and clause.kind == "angka" and not any(clause.eid in c.parents and c.eid in changed for c in clauses):
            yield from item_pairs(library, clause, before)
    bodies = {p.name for p in changed.values()}
    explained = {p.name: p for p in provisions(library, base_id, elucidation=True)}
    for provision in provisions(library, amending_id, elucidation=True):
        if provision.name.removeprefix("Penjelasan ") not in bodies and "pasal_I" in provision.group[0].eid:
            yield explained.get(provision.name), provision


def item_pairs(library: Library, item: Clause, before: dict[str, Provision]) -> Iterator[Pair]:
    """An item that holds no Pasal: it removes some, or changes something else (an annex, a Penjelasan), and is shown as it is."""
    group = library.subtree(item.document_id, item.eid)
    text = joined(group)[0].replace("\n", " ")
    removed = [] if PART_REMOVED.search(text) else REMOVED.findall(text)
    for num in removed:
        yield before.get(f"Pasal {num.upper()}"), Provision(f"Pasal {num.upper()}", group, "removal")
    if not removed and "penjelasan" not in text.lower():
        yield None, Provision(item.locator, group, "other")


# which Pasal of two whole texts belong together


def aligned(left: Sequence[Provision], right: Sequence[Provision]) -> list[Pair]:
    """Pairs in the order of the right side; what only the left has stands after the Pasal it followed there."""
    partner = matched(left, right)
    of_left = {i: j for j, i in partner.items()}
    pairs: list[Pair] = []
    waiting = dropped(left, of_left)
    pairs += [(p, None) for p in waiting.get(-1, [])]
    for j, provision in enumerate(right):
        i = partner.get(j)
        pairs.append((left[i] if i is not None else None, provision))
        pairs += [(p, None) for p in waiting.get(i, [])] if i is not None else []
    return pairs


def dropped(left: Sequence[Provision], of_left: dict[int, int]) -> dict[int, list[Provision]]:
    """Pasal of the left side without partner, by the index of the last one before them that has one (-1: none)."""
    found: dict[int, list[Provision]] = {}
    last = -1
    for i, provision in enumerate(left):
        if i in of_left:
            last = i
        else:
            found.setdefault(last, []).append(provision)
    return found


def matched(left: Sequence[Provision], right: Sequence[Provision]) -> dict[int, int]:
    """Index on the right -> index on the left, the most alike first, each once."""
    bags = weighted([*left, *right])
    scored = []
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            likeness = cosine(bags[i], bags[len(left) + j]) + SAME_NUMBER * (a.name == b.name)
            if likeness >= ALIKE:
                scored.append((-likeness, abs(i / len(left) - j / len(right)), i, j))
    return {j: i for i, j in one_to_one(scored)}


def weighted(texts: Sequence[Provision]) -> list[dict[str, float]]:
    """Stems of each Pasal, weighted by how rare they are among all of them, to length 1."""
    bags = [Counter(s for s in stems(HEADLINE.sub("", p.text, count=1)) if s not in STOP_WORDS) for p in texts]
    seen = Counter(s for bag in bags for s in bag)
    made = []
    for bag in bags:
        weights = {s: (1 + math.log(n)) * math.log(1 + len(texts) / seen[s]) for s, n in bag.items()}
        length = math.sqrt(sum(w * w for w in weights.values())) or 1.0
        made.append({s: w / length for s, w in weights.items()})
    return made


def cosine(a: dict[str, float], b: dict[str, float]) -> float:
    return sum(weight * b[s] for s, weight in a.items() if s in b)


# one row


def row(library: Library, left: Provision | None, right: Provision | None) -> VersionRow:
    sides = citation(library, left), citation(library, right)
    if left is None or right is None or right.of == "removal":
        state: State = "dihapus" if right is None or right.of == "removal" else "berubah" if right.of == "other" else "baru"
        words = [(Words(side.text, changed=True),) if side else () for side in (left, right)]
        return VersionRow((right or left).name, state, *sides, *words)
    left_words, right_words = differing(texts_of(left), texts_of(right))
    changed = any(w.changed for w in (*left_words, *right_words))
    name = right.name if left.name == right.name else f"{right.name} (semula {left.name})"
    return VersionRow(name, "berubah" if changed else "sama", *sides, left_words, right_words)


def citation(library: Library, provision: Provision | None) -> Citation | None:
    """The place where a Pasal begins, quoted as far as its page goes."""
    if provision is None:
        return None
    made = cite(library, provision.group, 0, len(provision.text), library.status(provision.group[0].document_id), 1)
    return made[0] if made else None
