"""Titles in capitals written as people read them."""

from __future__ import annotations

import re

SMALL_WORDS = frozenset(
    (
        *("dan", "atau", "dan/atau", "di", "ke", "dari", "pada", "dalam", "untuk", "dengan", "yang", "atas", "bagi", "oleh"),
        *("tentang", "serta", "terhadap", "antara", "melalui", "sebagai", "secara"),
    )
)
ROMAN = re.compile(r"[IVXLC]+")
UNSAYABLE = re.compile(r"^[^AIUEO]+$|[^AIUEOY]{4}|^[^AIUEO]{3}|[^AIUEONRSK][^AIUEO]{2}$")  # SPBE, APBD, TV


def well_cased(title: str, text: str) -> str:
    """A title in capitals as its own document writes it in running text; in title case where it does not."""
    squeezed = re.sub(r"\s+", "", title)
    if not squeezed or mostly_small(title):
        return tidy(title)
    pattern = re.compile(r"\s*".join(map(re.escape, squeezed)), re.IGNORECASE)
    for match in pattern.finditer(text):
        if mostly_small(match[0]) and match[0][0].isupper():
            return tidy(small_words(re.sub(r"-\s+", "-", match[0])))
    casing: dict[str, set[str]] = {}
    for word in re.findall(r"[A-Za-z][\w/-]*", " ".join(line for line in text.split("\n") if mostly_small(line))):
        casing.setdefault(word.upper(), set()).add(word)
    return tidy(small_words(" ".join(cased(word, casing.get(re.sub(r"\W+$|^\W+", "", word), set())) for word in title.split())))


def mostly_small(line: str) -> bool:
    return sum(c.islower() for c in line) > sum(c.isupper() for c in line)


def tidy(title: str) -> str:
    """
    >>> tidy("Konten Dan/ atau Hak ( Cetak Biru )")
    'Konten Dan/atau Hak (Cetak Biru)'
    """
    return re.sub(r"\s+", " ", re.sub(r"([(/])\s+(?=\w)", r"\1", re.sub(r"\s+([),;])", r"\1", title))).strip()


def small_words(title: str) -> str:
    """
    >>> small_words("Pengelolaan Dokumentasi Dan Informasi Kementerian Dalam Negeri")
    'Pengelolaan Dokumentasi dan Informasi Kementerian Dalam Negeri'
    """
    words = [*re.sub(r"/\s+", "/", title).split(), ""]
    small = [i > 0 and word.lower() in SMALL_WORDS and words[i + 1] != "Negeri" for i, word in enumerate(words[:-1])]
    return " ".join(word.lower() if is_small else word for word, is_small in zip(words, small, strict=False))


def cased(word: str, seen: set[str]) -> str:
    """A word in capitals: as the text has it; abbreviations (unsayable, or never written otherwise) stay in capitals."""
    core = re.sub(r"\W+$|^\W+", "", word)
    mixed = sorted(form for form in seen if form[0].isupper() and not form.isupper())
    if ROMAN.fullmatch(core) or (core in seen and not mixed and not any(form.islower() for form in seen)):
        return word
    if not mixed and not seen and UNSAYABLE.search(core):
        return word
    return word.replace(core, mixed[0] if mixed else core.capitalize()) if core else word


def spaced_title(stem: str) -> str:
    """
    >>> spaced_title("rencana-induk_tik"), spaced_title("Bimtek SPBE 2024")
    ('Rencana Induk Tik', 'Bimtek SPBE 2024')
    """
    words = re.sub(r"[\s_-]+", " ", stem).strip()
    return words.title() if words.islower() else words
