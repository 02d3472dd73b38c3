"""The three users' questions on the sample documents, printed whole: what an official, a newcomer and a mentor get."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from answer.__main__ import readable
from answer.ask import ask
from index.library import Library


@dataclass(frozen=True, slots=True)
class Story:
    title: str
    questions: tuple[str, ...]


STORIES = (
    Story(
        "Pejabat: rencana induk TIK di samping masterplan smart city",
        ("Apa beda Rencana Induk TIK dengan Masterplan Smart City?", "Apa yang berubah dari Perbup 12/2021 ke Perbup 27/2023?"),
    ),
    Story(
        "Pegawai baru: sepuluh pertanyaan pertama",
        (
            "Apa itu SPBE?",
            "Apa itu kabupaten cerdas?",
            "Apa saja enam dimensi smart city?",
            "Apa yang dimaksud quick wins?",
            "Siapa yang mengoordinasikan SPBE di daerah?",
            "Apa tugas Diskominfo dalam SPBE?",
            "Kalau dinas mau bikin aplikasi baru, harus minta rekomendasi ke siapa?",
            "Situs kantor saya diretas, harus lapor ke siapa?",
            "Dokumen apa saja yang wajib dikenal pegawai baru?",
            "Apa beda Tim Koordinasi SPBE dan Dewan Smart City?",
        ),
    ),
    Story(
        "Pendamping: sepuluh pasal yang dicari",
        (
            "Pasal 1 angka 8 Perbup Arunika 12/2021",
            "Ps. 33 (2) Perbup SPBE",
            "pasal 8 perbup 12/2021",
            "Pasal 22A Perbup 12/2021",
            "Pasal 55 ayat (3) Perbup Arunika Nomor 12 Tahun 2021",
            "pasal 12 ayat 2 perda 5/2020",
            "penjelasan pasal 11 perda kabupaten cerdas",
            "Pasal 18 ayat (2) Perbup 34/2016",
            "diktum kesatu keputusan dewan smart city",
            "Pasal 70 Perbup 12/2021",
        ),
    ),
)


def told(library: Library) -> Iterable[str]:
    """Every question with its whole answer, and how many aspects of a comparison are cited on both sides."""
    for story in STORIES:
        yield f"\n=== {story.title}\n"
        for number, question in enumerate(story.questions, 1):
            answer = ask(question, library)
            yield f"--- {number}. {question}\n"
            yield from readable(answer)
            if answer.comparison:
                rows = answer.comparison.rows
                both = sum(bool(row.left.markers and row.right.markers) for row in rows)
                yield f"\n({both} dari {len(rows)} baris tersitasi di kedua sisi)"
            yield ""
