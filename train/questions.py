"""Questions that a clause of a law answers, made by rules from its own wording and put into plainer words.

Every rule takes the answer (a term, a doer, a period, a sum, a list) out of the clause and asks for it, so the answer's place is known.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from index.stemming import STOP_WORDS, words
from train.laws import LawClause, bare

# legal wording -> how people say it; each is used half of the time
PLAINER = {
    r"\bwajib\b": "harus", r"\bdilarang\b": "tidak boleh", r"\bpaling (?:lambat|lama)\b": "maksimal", r"\bpermohonan\b": "permintaan",
    r"\bmengajukan\b": "minta", r"\bmenyampaikan\b": "kasih", r"\bPemerintah Daerah\b": "pemda", r"\bmemperoleh\b": "dapat",
    r"\bmelakukan\b": "bikin", r"\bmenyelenggarakan\b": "menjalankan", r"\bPenyelenggara\b": "penyedia", r"\bketentuan\b": "aturan",
    r"\bperaturan\b": "aturan", r"\bdiberikan\b": "dikasih", r"\bapabila\b|\bdalam hal\b": "kalau", r"\bdikenai\b|\bdikenakan\b": "kena",
    r"\bpenyelesaian\b": "beres", r"\bmerupakan\b": "itu", r"\bkepada\b": "ke", r"\bterhadap\b": "soal", r"\bmengenai\b": "soal",
    r"\bmemiliki\b": "punya", r"\bmembayar\b": "bayar", r"\bmelaporkan\b": "lapor", r"\bmenggunakan\b": "pakai", r"\bditetapkan\b": "ditentukan",
    r"\bDirektur Jenderal\b": "dirjen", r"\bberdasarkan\b": "menurut", r"\bguna\b|\bdalam rangka\b": "untuk", r"\bsesuai dengan\b": "sesuai",
    r"\bjangka waktu\b": "waktu", r"\bpemberian\b": "kasih", r"\bperubahan\b": "ganti", r"\bpencabutan\b": "cabut", r"\btelah\b": "sudah",
}  # fmt: skip
PLAINER_RULES = [(re.compile(old, re.IGNORECASE), new) for old, new in PLAINER.items()]
POINTER = re.compile(
    r",?\s*sebagaimana dimaksud (?:pada|dalam|di dalam) (?:Pasal|ayat|huruf|angka)(?:[\s,]|\([^)]*\)|\d+[A-Z]?|dan|atau|sampai|dengan|huruf [a-z]|[a-z]\b|ayat|Pasal|huruf)*"
)
DEFINITION = re.compile(
    r"^(?P<term>[A-Z][^.;:]{2,90}?)(?:,?\s+yang\s+selanjutnya\s+(?:disingkat|disebut)\s+(?:dengan\s+)?(?P<short>[^,.;]{2,50}?))?,?\s+adalah\s+(?P<what>.{25,})"
)
DUTY = re.compile(
    r"^(?P<who>[A-Z][^.;:,]{3,90}?)\s+(?P<how>wajib|harus|dilarang|berwenang|berhak|bertugas|dapat)\s+(?P<what>[^.;:]{12,220})"
)
PASSIVE = re.compile(r"^(?P<what>[A-Z][^.;:,]{8,140}?)\s+(?P<verb>di[a-z]{4,14})\s+oleh\s+(?P<who>[A-Z][^.;:,]{3,80})")
PERIOD = re.compile(
    r"(?:paling (?:lambat|lama|sedikit|singkat)|selama|untuk jangka waktu)\s+\d+\s*\([^)]*\)\s*(?:hari kerja|hari|bulan|tahun|jam|kali)",
    re.IGNORECASE,
)
SUM = re.compile(
    r"(?:paling (?:banyak|sedikit|tinggi|rendah)|sebesar|ditetapkan)\s+(?:Rp\s?[\d.,]+|\d+(?:,\d+)?\s?%)[^,;.]{0,60}", re.IGNORECASE
)
LIST = re.compile(
    r"^(?P<what>[^:;]{10,200}?)\s+(?P<verb>meliputi|terdiri atas|terdiri dari|berupa|memuat|mencakup|paling sedikit memuat)\s*:\s*(?P<items>a\..{15,})",
    re.DOTALL,
)
CONDITION = re.compile(r"^(?:Dalam hal|Apabila|Jika)\s+(?P<when>[^,;:]{12,180}),\s+(?P<then>.{15,})")
SANCTION = re.compile(
    r"^(?P<who>(?:Setiap [Oo]rang|Penyelenggara|Pelanggaran|Pelaku|Wajib)[^.;:]{8,200}?)\s+(?P<how>di(?:kenai|kenakan|pidana|ancam)[^.;]{8,200})"
)


@dataclass(frozen=True, slots=True)
class Made:
    """A question and the span of its answer in the clause's text."""

    question: str
    span: tuple[int, int]


def plainer(text: str, rng: random.Random, share: float = 0.5) -> str:
    text = POINTER.sub(" ", text)
    for old, new in PLAINER_RULES:
        if rng.random() < share:
            text = old.sub(new, text)
    return " ".join(text.split())


def shortened(text: str, rng: random.Random, words: int = 14) -> str:
    """At most `words` words from the beginning, some small words dropped: nobody types a whole clause."""
    kept = text.split()[: rng.randint(words // 2 + 1, words)]
    kept = [w for w in kept if not (w.lower() in {"yang", "dan/atau", "dengan", "untuk", "pada", "dalam", "oleh"} and rng.random() < 0.25)]
    return " ".join(kept).strip(" ,;")


def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def asks_definition(text: str, rng: random.Random) -> Iterator[Made]:
    if match := DEFINITION.match(text):
        term = match["short"] if match["short"] and rng.random() < 0.5 else match["term"]
        forms = ["apa itu {}?", "{} itu apa?", "Apa yang dimaksud dengan {}?", "pengertian {}", "maksudnya {} apa ya?", "Apa definisi {}?"]
        yield Made(rng.choice(forms).format(term), match.span("what"))
        if rng.random() < 0.4:
            what = shortened(plainer(match["what"], rng), rng)
            yield Made(rng.choice(["Apa sebutan untuk {}?", "{} disebut apa?", "istilah untuk {}?"]).format(what), match.span("term"))


def asks_duty(text: str, rng: random.Random) -> Iterator[Made]:
    if match := DUTY.match(text):
        what = shortened(plainer(match["what"], rng), rng)
        who, how = shortened(plainer(match["who"], rng), rng, 8), match["how"]
        by_how = {
            "dilarang": ["Bolehkah {who} {what}?", "Apa yang tidak boleh dilakukan {who}?", "apa larangan buat {who}?"],
            "dapat": ["Bisakah {who} {what}?", "Siapa yang bisa {what}?"],
            "berwenang": ["Siapa yang berwenang {what}?", "Apa wewenang {who}?"],
            "berhak": ["Siapa yang berhak {what}?", "Apa hak {who}?"],
        }
        forms = by_how.get(how, ["Siapa yang harus {what}?", "Apa kewajiban {who}?", "Apakah {who} harus {what}?", "{who} harus apa saja?"])
        form = rng.choice(forms)
        yield Made(form.format(who=lower_first(who), what=what), match.span("who") if form.startswith("Siapa") else match.span("what"))


def asks_doer(text: str, rng: random.Random) -> Iterator[Made]:
    if match := PASSIVE.match(text):
        what = lower_first(shortened(plainer(match["what"], rng), rng))
        yield Made(
            rng.choice(["Siapa yang {verb} {what}?", "{what} {verb} siapa?", "{what} {verb} oleh siapa?"]).format(
                verb=match["verb"], what=what
            ),
            match.span("who"),
        )


def asks_measure(text: str, rng: random.Random) -> Iterator[Made]:
    for pattern, forms in (
        (PERIOD, ["Berapa lama {}?", "Berapa hari batas waktu {}?", "Kapan paling lambat {}?", "{} maksimal berapa lama?"]),
        (SUM, ["Berapa besar {}?", "Berapa maksimal {}?", "{} berapa?"]),
    ):
        if match := pattern.search(text):
            before = text[max(0, match.start() - 180) : match.start()]
            about = lower_first(shortened(plainer(before.lstrip(" ,;)"), rng), rng))
            if len(about) > 20:
                yield Made(rng.choice(forms).format(about), match.span())


def asks_list(text: str, rng: random.Random) -> Iterator[Made]:
    if match := LIST.match(text):
        what = lower_first(shortened(plainer(match["what"], rng), rng))
        yield Made(rng.choice(["Apa saja {}?", "{} apa saja?", "{} isinya apa?", "Sebutkan {}"]).format(what), match.span("items"))


def asks_condition(text: str, rng: random.Random) -> Iterator[Made]:
    if match := CONDITION.match(text):
        when = shortened(plainer(match["when"], rng), rng)
        yield Made(
            rng.choice(["Bagaimana kalau {}?", "Apa yang terjadi jika {}?", "kalau {}, terus bagaimana?"]).format(when), match.span("then")
        )


def asks_sanction(text: str, rng: random.Random) -> Iterator[Made]:
    if match := SANCTION.match(text):
        who = lower_first(shortened(plainer(match["who"], rng), rng))
        yield Made(rng.choice(["Apa sanksi bagi {}?", "{} kena sanksi apa?", "Hukuman untuk {}?"]).format(who), match.span("how"))


RULES: tuple[Callable[[str, random.Random], Iterator[Made]], ...] = (
    asks_definition, asks_duty, asks_doer, asks_measure, asks_list, asks_condition, asks_sanction,
)  # fmt: skip


def worth_asking(question: str) -> bool:
    """Says enough for its clause to be found: two words that are not question words, or a name."""
    content = [w for w in words(question) if w not in STOP_WORDS and len(w) > 2]
    return len(content) >= 2 or any(w.isupper() and len(w) > 2 for w in question.split())


def questions_of(clause: LawClause, rng: random.Random) -> list[Made]:
    """What the rules ask of a clause; spans are in the whole text of the clause."""
    text = bare(clause.text)
    shift = len(clause.text) - len(text)
    found = [made for rule in RULES for made in rule(text, rng)]
    return [Made(m.question, (m.span[0] + shift, m.span[1] + shift)) for m in found if len(m.question) < 160 and worth_asking(m.question)]
