"""What a question compares: two sides (documents or terms), and what of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answer.naming import form_at, named_documents
from answer.titles import PLAN, name_parts, plan_words, title_stems
from index.stemming import STOP_WORDS, words
from ingest.values import PolicyDocument

STRONG = r"dibandingkan\s+dengan|dibandingkan|dibanding|dengan|versus|vs\.?|sama|ber?beda(?:nya)?(?:\s+apa)?\s+(?:dengan|dari)|differs?\s+from|with|from|against|to"
JOINT = re.compile(rf"\s+(?:(?P<strong>{STRONG})|dan|and|atau|ke)\s+", re.IGNORECASE)
LEAD = re.compile(
    r"^(?:(?:apa(?:kah)?|saja|bagaimana|what|is|are|the|how|does|do|did|sih|jelaskan|tolong|coba|menurut\s+[^,]{3,40},|bandingkan|perbandingan|perbedaan(?:nya)?|"
    r"beda(?:nya)?|compare|comparison|differences?|difference|between|of|antara|pada|dalam|berubah|perubahan|changed?|changes|yang|dari|from)\s+)+",
    re.IGNORECASE,
)
TAIL = re.compile(r"[\s,]+(?:itu\s+)?(?:apa\s+)?(?:(?:ber|per)?beda(?:nya|an)?|bedain)(?:\s+(?:apa|apanya|di\s*mana))?(?:\s+saja|\s+sih)*\s*$|[\s,]+itu\s*$", re.IGNORECASE)
# words of a question that say nothing of what is compared
EMPTY = frozenset(
    ["aturan", "ketentuan", "isi", "dokumen", "peraturan", "keputusan", "nomor", "no", "tahun", "bupati", "wali", "kota", "kabupaten", "those", "these", "both", "kedua", "masing", "antara", "lama", "baru", "tentang", "soal", "mengenai", "terkait", "hal", "punya", "milik", "versi"]
)
ABOUT = re.compile(r"^(?:soal|mengenai|terkait|tentang|dalam\s+hal|regarding|on)\s+|\s+(?:di|dalam|pada|menurut|antara|of|in)$", re.IGNORECASE)
DOCUMENT = re.compile(r"\b(?:rencana|peta\s+jalan|roadmap|buku|panduan|pedoman|materi|bimtek|dokumen|laporan|plans?|guide|handbook|regulations?)\b", re.IGNORECASE)
LONG_NAME = 80  # characters
ENOUGH = 0.66  # share of a side's telling words that a title has


@dataclass(frozen=True, slots=True)
class Side:
    name: str
    documents: tuple[str, ...]  # empty: a term


@dataclass(frozen=True, slots=True)
class Sides:
    left: Side
    right: Side
    topic: str = ""  # "jangka waktu dan pembiayaan"; empty: all of both

    @property
    def documents(self) -> bool:
        return bool(self.left.documents and self.right.documents)


def sides(question: str, documents: Sequence[PolicyDocument]) -> Sides | None:
    """The two things a question compares; None where two cannot be told."""
    text = TAIL.sub("", re.sub(r"[?!.]+\s*$", "", question.strip()))
    text = LEAD.sub("", text)
    best: tuple[tuple[int, int, int], Sides] | None = None
    for joint in JOINT.finditer(text):
        phrases = [LEAD.sub("", part).strip(" ,") for part in (text[: joint.start()], text[joint.end() :])]
        if not all(any(w not in EMPTY and w not in STOP_WORDS for w in words(phrase)) for phrase in phrases):
            continue
        found = [documents_of(phrase, documents) for phrase in phrases]
        if found[0] and found[0] == found[1]:
            continue
        worth = (sum(map(bool, found)), bool(joint["strong"]), -joint.start())
        if best is None or worth > best[0]:
            best = worth, made(phrases, found, documents)
    return best[1] if best else None


def made(phrases: Sequence[str], found: Sequence[tuple[str, ...]], documents: Sequence[PolicyDocument]) -> Sides:
    if not all(found):
        return Sides(Side(phrases[0], ()), Side(phrases[1], ()))
    if set(found[1]) < set(found[0]) or set(found[0]) < set(found[1]):  # a part beside the whole: the whole without it
        found = [tuple(d for d in ids if d not in other) or ids for ids, other in ((found[0], found[1]), (found[1], found[0]))]
    by_id = {d.document_id: d for d in documents}
    named = [by_id[document_id] for ids in found for document_id in ids]
    topic = [t for phrase in phrases if (t := topic_of(phrase, named))]
    left, right = (Side(side_name(phrase, [by_id[d] for d in ids]), ids) for phrase, ids in zip(phrases, found, strict=True))
    return Sides(left, right, max(topic, key=len, default=""))


def side_name(phrase: str, documents: Sequence[PolicyDocument]) -> str:
    """One document by its own name; several, or one with a very long name, as the question calls them."""
    return documents[0].name if len(documents) == 1 and len(documents[0].name) < LONG_NAME else phrase


def documents_of(phrase: str, documents: Sequence[PolicyDocument]) -> tuple[str, ...]:
    """The documents that a side names: exactly, or those whose titles have the most of its last telling words.

    Words before the name are what of it is compared, so the longest end of the phrase that names something counts.
    """
    named = named_documents(phrase, documents)
    if named.documents or named.missing:
        return named.documents
    said = phrase.split()
    for start in range(len(said)):
        if found := by_title(" ".join(said[start:]), documents):
            return found
    return ()


def by_title(name: str, documents: Sequence[PolicyDocument]) -> tuple[str, ...]:
    """Documents that a name calls documents ("masterplan", "buku panduan"); "smart city" alone is a term."""
    asked = name_parts(name)
    if len(asked) < 2 or not (PLAN.search(name) or DOCUMENT.search(name) or any(map(form_at, words(name)))):
        return ()
    scored = [(sum(bool(part & title_stems(d)) for part in asked) / len(asked), d) for d in documents]
    best = max((score for score, _ in scored), default=0.0)
    chosen = [d for score, d in scored if score == best and score >= ENOUGH and title_stems(d) & asked[0]]
    plans = [d for d in chosen if d.kind == "master_plan"]
    return tuple(d.document_id for d in plans or chosen)


def topic_of(phrase: str, documents: Sequence[PolicyDocument]) -> str:
    """What a phrase says besides the names of documents."""
    known = set().union(*map(title_stems, documents))
    said = PLAN.sub(lambda m: m[0].replace(" ", "_"), phrase).split()
    told = [i for i, word in enumerate(said) if tells(word.replace("_", " "), known)]
    return ABOUT.sub("", " ".join(said[told[0] : told[-1] + 1])).replace("_", " ").strip(" ,") if told else ""


def tells(word: str, known: set[str]) -> bool:
    parts = [w for w in words(plan_words(word)) if w not in STOP_WORDS and w not in EMPTY and not form_at(w)]
    meant = [name_parts(w)[0] if name_parts(w) else set() for w in parts]
    return any(not part & known and not w[0].isdigit() for w, part in zip(parts, meant, strict=True))
