"""All texts of the screens in one table: Indonesian first, English beside it."""

from __future__ import annotations

import streamlit as st

from ui import texts_library
from ui.texts_answers import ANSWERS

TEXTS: dict[str, tuple[str, str]] = {
    **ANSWERS,
    "title": ("Rujukan", "Rujukan"),
    "tagline": ("Jawaban dari dokumen kebijakan, dengan kutipan dan halamannya.", "Answers from policy documents, with quotes and their pages."),
    "ask": ("Tanya", "Ask"),
    "clause": ("Pasal", "Clause"),
    "terms": ("Istilah", "Glossary"),
    "compare": ("Bandingkan", "Compare"),
    "documents": ("Dokumen", "Documents"),
    "question": ("Pertanyaan", "Question"),
    "placeholder": ("Tulis pertanyaan, misalnya: Pasal 12 ayat (2) Perbup SPBE", "Write a question"),
    "submit": ("Tanyakan", "Ask"),
    "official": ("Pejabat", "Official"),
    "newcomer": ("Pegawai baru", "New staff"),
    "mentor": ("Pendamping", "Mentor"),
    "filters": ("Saringan", "Filters"),
    "form": ("Bentuk", "Form"),
    "year": ("Tahun", "Year"),
    "document": ("Dokumen", "Document"),
    "all": ("(semua)", "(all)"),
    "sources": ("Sumber", "Sources"),
    "show_page": ("Lihat halaman", "Show page"),
    "page": ("Halaman", "Page"),
    "previous": ("Sebelumnya", "Previous"),
    "next": ("Berikutnya", "Next"),
    "zoom": ("Perbesar", "Zoom"),
    "download": ("Unduh dokumen", "Download the document"),
    "citation": ("Kutip", "Cite"),
    "nearest": ("Bagian terdekat (bukan jawaban)", "Nearest passages (no answer)"),
    "refused": ("Tidak dapat dijawab dari dokumen di dalam basis", "Cannot be answered from the documents"),
    "ocr": ("hasil OCR, cocokkan dengan gambarnya", "read by OCR, compare with the picture"),
    "warming": ("Model sedang disiapkan; pertanyaan pertama perlu beberapa detik.", "The model is warming up; the first question takes a few seconds."),
    "ready": ("Siap", "Ready"),
    "empty": ("Basis masih kosong. Tambahkan dokumen di layar Dokumen, atau jalankan: python -m ingest", "No documents yet. Add some on the Documents screen, or run: python -m ingest"),
    "no_pasal": ("Dokumen ini tidak memuat Pasal atau Diktum yang terbaca.", "No article was read in this document."),
    "choose": ("Pilih", "Choose"),
    "history": ("Riwayat sesi", "History"),
    "working": ("Mencari …", "Searching …"),
    "aspect": ("Aspek", "Aspect"),
    "left": ("Sisi pertama", "First side"),
    "right": ("Sisi kedua", "Second side"),
    "compare_submit": ("Bandingkan", "Compare"),
    "find_term": ("Cari istilah", "Find a term"),
    "reference": ("Pasal yang dicari", "Clause"),
    "add": ("Tambah dokumen", "Add documents"),
    "add_submit": ("Baca ke dalam basis", "Read into the base"),
    "remove": ("Hapus dari basis", "Remove from the base"),
    "removed": ("Dihapus. Berkas asli di luar basis tidak disentuh; tambahkan lagi untuk membatalkan.", "Removed. Add the file again to undo."),
    "read_only": ("Basis hanya dapat dibaca (RUJUKAN_READ_ONLY).", "The base is read-only (RUJUKAN_READ_ONLY)."),
    "language": ("Bahasa", "Language"),
    "model_warming": ("◌ Model sedang disiapkan …", "◌ The model is warming up …"),
    "model_ready": ("● Model siap", "● Model ready"),
    "model_failed": ("▲ Model tidak dapat dimuat", "▲ The model could not be loaded"),
    "no_picture": ("Gambar halaman tidak dapat dibuat", "No picture of the page"),
    "pages": ("halaman", "pages"),
    "took": ("waktu", "took"),
} | texts_library.TEXTS  # fmt: skip

EXAMPLES: dict[str, tuple[str, ...]] = {
    "official": (
        "Apa beda master plan TIK dan master plan smart city?",
        "Siapa yang mengoordinasikan SPBE di kabupaten?",
        "Berapa lama jangka waktu peta rencana SPBE?",
    ),
    "newcomer": ("Apa itu SPBE?", "Apa yang dimaksud quick wins?", "Apa saja enam dimensi smart city?"),
    "mentor": ("Pasal 1 angka 8 Perbup Arunika 12/2021", "Pasal 3 Perda 5/2020", "Diktum KESATU Kepbup Arunika 188.45/214/HK/2022"),
}


def t(key: str) -> str:
    """The text of a key in the visitor's language."""
    return TEXTS[key][1 if st.session_state.get("language") == "en" else 0]
