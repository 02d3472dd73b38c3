"""Words as the keyword index knows them: lower case, stemmed, clause and legal numbers whole."""

from __future__ import annotations

import re
from functools import lru_cache

TOKEN = re.compile(r"\d+(?:[./]\d+)+|\d+[a-z]{1,2}\b|\d+|[^\W\d_]+(?:'[^\W\d_]+)?")  # "95/2018", "2.1", "13a", words
# words that the Snowball stemmer (Tala 2003) cuts to the stem of another word
EXCEPTIONS = {
    "menteri": "menteri", "kementerian": "menteri", "penataan": "tata", "menata": "tata", "tatanan": "tata", "pemerintah": "pemerintah",
    "pemerintahan": "pemerintah", "perintah": "perintah", "menyeluruh": "seluruh", "keseluruhan": "seluruh", "pengguna": "guna", "penggunaan": "guna",
    "pelayanan": "layan", "layanan": "layan", "melayani": "layan", "peraturan": "atur", "mengatur": "atur", "pengaturan": "atur", "aturan": "atur",
    "penyelenggara": "selenggara", "penyelenggaraan": "selenggara", "menyelenggarakan": "selenggara", "diselenggarakan": "selenggara",
    "kepala": "kepala", "pegawai": "pegawai", "kepegawaian": "pegawai", "bagian": "bagian", "bupati": "bupati", "walikota": "walikota",
    "perizinan": "izin", "izin": "izin", "pengizinan": "izin", "pengaduan": "adu", "mengadu": "adu", "aduan": "adu", "keputusan": "putus",
    "kesehatan": "sehat", "informasi": "informasi", "organisasi": "organisasi", "aplikasi": "aplikasi", "koordinasi": "koordinasi",
    "evaluasi": "evaluasi", "sanksi": "sanksi", "instansi": "instansi", "provinsi": "provinsi", "komisi": "komisi", "integrasi": "integrasi",
    "gratifikasi": "gratifikasi", "transaksi": "transaksi", "retribusi": "retribusi", "administrasi": "administrasi", "kendali": "kendali",
    "pengendalian": "kendali", "mengendalikan": "kendali", "asisten": "asisten", "terintegrasi": "integrasi", "mengintegrasikan": "integrasi",
}  # fmt: skip
QUESTION_WORDS = """
    yang dan di ke dari pada dalam untuk dengan oleh atau sebagai adalah ini itu bagi apa apakah siapa kapan mana dimana bagaimana berapa
    mengapa kenapa saja kah nya para akan telah sudah belum juga serta maka agar supaya karena jika bila apabila kalau hal tersebut suatu
    sebuah saya kami kita anda kamu dia mereka tolong mohon bisa dapat boleh harus punya ada tidak bukan ya sih dong kok menurut tentang
    terkait sebagaimana dimaksud merupakan yaitu yakni antara lain secara tiap setiap
    saat ketika lewat mau ingin lagi masih setelah buat soal mengenai seberapa kena sampai hingga gimana seperti kayak mesti masing semua cuma hanya
    dulu tapi tetapi udah banget kan gara padahal sekarang bakal begitu sekalian walau sambil sini sana emang memang malah gitu gini katanya biar pas
    aja doang nih tuh deh lah nggak gak ngga enggak tak tau tahu coba jelaskan sebutkan minta dong pun hal
    the of a an is are to in on for by and or what which who when how many much does do can be must should with from at as it its that this
"""
STOP_WORDS = frozenset(QUESTION_WORDS.split())


@lru_cache(maxsize=1)
def stemmer():
    import Stemmer

    return Stemmer.Stemmer("indonesian")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """
    >>> stem("penyelenggaraan"), stem("kementerian"), stem("kepalanya"), stem("webnya"), stem("tanya"), stem("13a")
    ('selenggara', 'menteri', 'kepala', 'web', 'tanya', '13a')
    """
    if word.endswith("nya") and len(word) > 5 and not word.endswith(("tanya", "punya")):
        word = word[:-3]
    if word in EXCEPTIONS:
        return EXCEPTIONS[word]
    return word if word[0].isdigit() else stemmer().stemWord(word)


def words(text: str) -> list[str]:
    """The tokens of a text, lower case, not stemmed; a hyphen parts words ("undang-undang" is twice "undang")."""
    return TOKEN.findall(text.lower())


def stems(text: str) -> list[str]:
    return [stem(word) for word in words(text)]


def query_stems(text: str) -> list[str]:
    """The distinct stems of a question without its stop words, in order; all of its stems where nothing else is left."""
    kept = [stem(word) for word in words(text) if word not in STOP_WORDS]
    return list(dict.fromkeys(kept or stems(text)))
