"""What a document says of others: mengubah, mencabut, melaksanakan, merujuk, each with the clause that says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.mentions import Mention, mentions
from ingest.values import Clause, Relation

CHANGES = re.compile(r"\bPERUBAHAN(?:\s+\w+){0,3}?\s+ATAS\b", re.IGNORECASE)
REPEAL_TITLE = re.compile(r"^PENCABUTAN\b", re.IGNORECASE)
REPEALED = re.compile(r"\bdi\s?cabut\b|\bdinyatakan\s+(?:sudah\s+)?tidak\s+(?:lagi\s+)?berlaku\b", re.IGNORECASE)
COMMENCES = re.compile(r"\b(?:mulai\s+berlaku|berlakunya|mulai\s+diberlakukan|ditetapkannya)\b|\bmaka\b", re.IGNORECASE)
STILL_VALID = re.compile(r"\btetap\s+berlaku\b", re.IGNORECASE)
IMPLEMENTS = re.compile(
    r"\b(?:melaksanakan|(?:sebagai|rangka)\s+pelaksanaan|menindaklanjuti|diamanatkan|memenuhi\s+ketentuan)\b", re.IGNORECASE
)
AMENDED_BY = re.compile(r"\bdiubah\b[^.;]{0,60}?\bdengan\s*$", re.IGNORECASE)
JOINED = re.compile(r"\s*,?\s*(?:dan|serta|dan/atau)?\s*")
PERHAPS_IMPLEMENTED = 120  # characters between "melaksanakan" and the regulation it names
SENTENCE = re.compile(r"[^.]+(?:\.(?!\s+[A-Z(])[^.]*)*\.?")
REMOVED = re.compile(r"\bPasal\s+(\d{1,3}[A-Z]{0,2})\b[^.]{0,60}?\bdihapus\b", re.IGNORECASE)
OWN_PART = re.compile(r"Pasal\s+(?P<num>\d{1,3}[A-Z]{0,2})\b", re.IGNORECASE)


def relations(document_id: str, title: str, clauses: Sequence[Clause], region: str | None = None) -> tuple[Relation, ...]:
    """All relations of a document, one a (verb, target, clause), in the order of its clauses."""
    body = [clause for clause in clauses if clause.kind not in ("toc",)]
    found = list(amendments(document_id, title, body, region))
    changed = found[0].target if found else None
    found += repeals(document_id, title, body, region)
    found += implemented(document_id, body, region)
    said = {(relation.target, relation.evidence) for relation in found} | {(r.target.split("#")[0], r.evidence) for r in found}
    found += [r for r in references(document_id, body, region, changed) if (r.target, r.evidence) not in said]
    return tuple(dict.fromkeys(found))


def plain(text: str) -> str:
    return text.replace("\n", " ")


def targets(mention: Mention) -> list[str]:
    return [f"{mention.key}#pasal_{num}" for num in mention.pasal] or [mention.key]


def made(source: str, verb: str, mention: Mention, evidence: str, whole: bool = False) -> Iterator[Relation]:
    for target in [mention.key] if whole else targets(mention):
        if target != source:
            own = target.startswith(f"{source}#")
            yield Relation(source, verb, target.removeprefix(source) if own else target, evidence, mention.name)


def amendments(source: str, title: str, clauses: Sequence[Clause], region: str | None) -> Iterator[Relation]:
    """The act that this one changes, then the Pasal of it that are changed, inserted or removed."""
    match = CHANGES.search(title)
    named = mentions(title[match.end() :], region) if match else []
    if not named:
        return
    target = named[0]
    roman = next((clause for clause in clauses if clause.kind == "pasal" and clause.num == "I" and not elucidates(clause)), None)
    opening = next((clause for clause in clauses if clause.kind == "opening"), clauses[0])
    yield from made(source, "mengubah", target, (roman or opening).eid, whole=True)
    if roman is None:
        return
    for clause in clauses:
        if roman.eid in clause.parents or clause is roman:
            numbers = [clause.num] if clause.kind == "pasal" and clause is not roman else REMOVED.findall(plain(clause.text))
            evidence = clause.parents[-1] if clause.kind == "pasal" and clause is not roman else clause.eid
            for num in numbers:
                yield Relation(source, "mengubah", f"{target.key}#pasal_{num.upper()}", evidence, target.name)


def elucidates(clause: Clause) -> bool:
    return clause.eid.startswith("elucidation")


def repeals(source: str, title: str, clauses: Sequence[Clause], region: str | None) -> Iterator[Relation]:
    """Mentions in sentences that repeal; a list whose lead-in or last item says "dicabut" counts as a whole."""
    if REPEAL_TITLE.match(title):
        for mention in mentions(title, region):
            yield from made(source, "mencabut", mention, clauses[0].eid)
    for unit in provisions(clauses):
        text = plain(" ".join(part.text for part in unit))
        if not (REPEALED.search(text) and COMMENCES.search(text)):
            continue
        for part in unit:
            for mention in repealed_in(part, unit, region):
                yield from made(source, "mencabut", mention, part.eid)


def provisions(clauses: Sequence[Clause]) -> Iterator[list[Clause]]:
    """Each ayat, undivided Pasal or diktum of the body, with the list below it."""
    by_parent: dict[str, list[Clause]] = {}
    for clause in clauses:
        for parent in clause.parents:
            by_parent.setdefault(parent, []).append(clause)
    for clause in clauses:
        below = by_parent.get(clause.eid, [])
        divided = clause.kind == "pasal" and any(part.kind in ("ayat", "pasal") for part in below)
        if clause.kind in ("pasal", "ayat", "diktum") and not divided and not elucidates(clause):
            yield [clause, *below]


def repealed_in(part: Clause, unit: Sequence[Clause], region: str | None) -> list[Mention]:
    """The mentions of a part that its own sentence repeals, or the sentence that the list it belongs to makes."""
    text = plain(part.text)
    if len(unit) > 1:
        says_valid = STILL_VALID.search(text) and not REPEALED.search(text)
        return [] if says_valid else wholly_meant(text, mentions(text, region))
    found = []
    for sentence in SENTENCE.finditer(text):
        ends = [match.end() for match in REPEALED.finditer(sentence[0])]
        if ends:
            start = max((m.end() for m in STILL_VALID.finditer(sentence[0])), default=0)
            named = wholly_meant(sentence[0], mentions(sentence[0], region))
            found += [m for m in named if start <= m.start < ends[-1]]
    return found


def wholly_meant(text: str, named: Sequence[Mention]) -> list[Mention]:
    """Without the constitution, and without what has amended an act of which only some Pasal are repealed."""
    kept: list[Mention] = []
    for mention in named:
        amends_a_part = AMENDED_BY.search(text[: mention.start]) and kept and kept[-1].pasal
        if mention.key != "uud-1945" and not amends_a_part:
            kept.append(mention)
    return kept


def implemented(source: str, clauses: Sequence[Clause], region: str | None) -> Iterator[Relation]:
    """What Menimbang says is carried out, and what Mengingat names as the legal basis."""
    for clause in clauses:
        root = (clause.parents[0] if clause.parents else clause.eid).split("~")[0]
        text = plain(clause.text)
        if root == "legal_basis":
            named = mentions(text, region)
        else:
            named = carried_out(text, mentions(text, region)) if root == "considerans" else []
        for mention in named:
            yield from made(source, "melaksanakan", mention, clause.eid)


def carried_out(text: str, named: Sequence[Mention]) -> list[Mention]:
    """The mentions that "melaksanakan ketentuan …" is said of: the first one close behind, and those joined to it by "dan"."""
    found: list[Mention] = []
    for match in IMPLEMENTS.finditer(text):
        reached = match.end()
        for mention in named:
            between = text[reached : mention.start]
            first = reached == match.end() and mention.start >= reached and len(between) <= PERHAPS_IMPLEMENTED
            if first or (reached > match.end() and JOINED.fullmatch(between)):
                found.append(mention)
                reached = max(mention.end, text.find(mention.name, mention.start) + len(mention.name))
            elif mention.start >= reached:
                break
    return list(dict.fromkeys(found))


def references(source: str, clauses: Sequence[Clause], region: str | None, changed: str | None) -> Iterator[Relation]:
    """Other documents that a clause names, and the Pasal of its own that it points to.

    Within Pasal I of an amending act a Pasal is one of the act that is changed.
    """
    own = {clause.num for clause in clauses if clause.kind == "pasal"}
    for clause in clauses:
        text = plain(clause.text)
        named = mentions(text, region)
        for mention in named:
            yield from made(source, "merujuk", mention, clause.eid)
        if clause.kind in ("opening", "legal_basis") or clause.eid.startswith("annex"):
            continue
        inside_change = changed and any(part == "pasal_I" for parent in (*clause.parents, clause.eid) for part in parent.split("__"))
        for num in own_pasal(clause, text, named):
            if inside_change:
                yield Relation(source, "merujuk", f"{changed}#pasal_{num}", clause.eid)
            elif num in own:
                yield Relation(source, "merujuk", f"#pasal_{num}", clause.eid)


def own_pasal(clause: Clause, text: str, named: Iterable[Mention]) -> Iterator[str]:
    """Numbers of the Pasal that a text points to without naming another document; not the clause's own heading."""
    taken = [(mention.start, mention.end) for mention in named]
    for match in OWN_PART.finditer(text):
        heading = clause.kind == "pasal" and match.start() == 0
        if not heading and not any(start <= match.start() < end for start, end in taken):
            yield match["num"].upper()
