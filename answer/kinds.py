"""Kinds of question: how they sound, how passages look that answer them, and what of such a passage is the answer itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

SPELLED = r"(?:\([^)]{3,60}\)\s*)?"  # "14 (empat belas) hari"
MONTHS = "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"
PRICES = (
    r"tarif|biaya|ongkos|honor\w*|harga|anggaran(?:nya)?|dana(?:nya)?|gaji|tunjangan|tukin|denda(?:nya)?|sewa|pagu|belanja|bayar(?:nya)?|uang|"
    r"costs?|fees?|fines?|budget|tariffs?|pay|salary"
)


@dataclass(frozen=True, slots=True)
class Kind:
    name: str
    asks: re.Pattern[str]  # how questions of this kind sound
    says: re.Pattern[str] | None  # how passages look that answer it
    marks: re.Pattern[str] | None  # the answer within the passage
    unit: str  # what an answer cannot do without, in words; "" where it can be said in many ways


def kind(name: str, asks: str, says: str = "", marks: str = "", unit: str = "") -> Kind:
    made = [re.compile(pattern, re.IGNORECASE) if pattern else None for pattern in (asks, says, marks)]
    return Kind(name, *made, unit)


# most telling first; an example beside each
KINDS = (
    kind("comparison",  # apa beda A dan B
         r"\b(?:apa\s+)?(?:beda(?:nya)?|perbedaan|bandingkan|perbandingan|dibanding(?:kan)?|versus|vs\.?|differ\w*|compare|comparison)\b"),
    kind("money",  # berapa tarif parkir; tarif parkir berapa
         rf"\b(?:berapa|besar(?:an|nya)|how\s+much)\b[^?]{{0,60}}?\b(?:{PRICES})\b|\b(?:{PRICES})\b[^?]{{0,60}}?\bberapa\b(?!\s+(?:lama|hari|bulan|tahun|kali|persen))"
         r"|\bberapa\s+(?:rupiah|ribu|juta|miliar|duit|uang)\b",
         r"\bRp|\d{1,3}(?:\.\d{3}){2,}|\b(?:juta|miliar|triliun|rupiah)\b|\d\s*%|\bpersen\b|\b(?:tidak|tanpa)\s+(?:di)?pungut|\btanpa\s+biaya|\bgratis\b|\d\s*" + SPELLED + r"kali\b",
         r"\b\d{1,3}(?:\.\d{3}){2,}(?:,\d\d)?|Rp\.?\s?[\d.,]+(?:\s*(?:juta|miliar|triliun))?(?:\s*\([^)]{3,80}\))?|\d[\d.,]*\s*" + SPELLED + r"(?:persen|%|kali|juta|miliar|triliun)",
         "besaran uang"),
    kind("sanction",  # apa sanksinya kalau terlambat lapor
         r"\b(?:sanksi\w*|hukuman\w*|dihukum|dipidana|ancaman\w*|diapakan|diapain|konsekuensi\w*|penalt(?:y|ies)|sanctions?|punish\w*)\b",
         r"\b(?:sanksi|pidana|dipidana|denda|teguran|peringatan|hukuman|dikenai|dikenakan|dijatuhi|pencabutan|dicabut|pembekuan|dibekukan|penghentian|pemberhentian|diberhentikan)\b"),
    kind("contact",  # nomor telepon kantor
         r"^(?!.*\b(?:siapa\w*|who|kenapa|mengapa|why|kapan|when|berapa\s+lama|how\s+long|boleh\w*|wajib\w*)\b).*?"  # "siapa pengelola alamat situs" wants no address
         r"(?:\b(?:nomor|no\.?)\s+(?:whatsapp|wa|telepon|telp|hp|kontak|rekening|faks?|hotline|pengaduan)\b|\balamat\s+(?:kantor|gedung|email|e-mail|surel|lengkap|url|web|website|situs|laman)\w*|\b(?:hotline|link|tautan|url)\b|\b(?:phone|account)\s+number\b)",
         r"\b(?:Jl\.|Jalan\s+[A-Z]|telp|telepon\s*[:(]|08\d{6,}|\d{7,})|\+62|\(0\d{2,3}\)|[\w.]@\w|\d{3,4}-\d{4,}", unit="nomor atau alamat"),
    kind("temperature",  # suhu ruang server
         r"\bberapa\s+derajat\b|\bsuhu\b[^?]{0,60}\bberapa\b|\bberapa\s+suhu\b", r"\d\s*°|\d\s*(?:derajat|celcius|celsius)",
         r"\d[\d.,–-]*\s*(?:°\s*C?|derajat(?:\s+cel[cs]ius)?)", "suhu"),
    kind("speed",  # berapa kecepatan internet
         r"\bkecepatan\b|\bhow\s+fast\b|\bbandwidth\b", r"\d\s*[kMGT]?bps\b|\bkm/jam\b", r"\d[\d.,]*\s*(?:[kMGT]?bps|km/jam)\b", "kecepatan"),
    kind("distance",  # seberapa jauh pusat pemulihan
         r"\b(?:berapa\s+jarak|jarak\w*\s+(?:minimal|paling|antara)|seberapa\s+(?:jauh|lebar|luas|tinggi)|how\s+far)\b",
         r"\d\s*" + SPELLED + r"(?:km|kilometer|meter|hektare?|m2?|cm)\b", r"\d[\d.,]*\s*" + SPELLED + r"(?:km|kilometer|meter|hektare?|m2?|cm)\b", "jarak atau ukuran"),
    kind("form",  # contoh surat permohonan
         r"\b(?:contoh|format|formulir\w*|template|blangko|templates?|forms?)\b", r"\b(?:contoh|format|formulir|bentuk|lampiran|model)\b"),
    kind("age",  # umur berapa boleh
         r"\b(?:umur|usia|how\s+old)\b", r"\b(?:usia|umur|berusia|berumur)\b|\d\s*" + SPELLED + r"tahun\b", r"\d+\s*" + SPELLED + r"tahun\b"),
    kind("share",  # berapa persen bobotnya
         r"\b(?:berapa\s+persen\w*|persentase\w*|what\s+percentage)\b",
         r"\d\s*" + SPELLED + r"(?:%|persen|per\s?seratus)|\((?:%|persen)\)", r"\d[\d.,]*\s*" + SPELLED + r"(?:%|persen)", "persentase"),
    kind("frequency",  # berapa kali setahun rapatnya
         r"\b(?:berapa\s+kali|(?:se)?berapa\s+sering|how\s+often|how\s+many\s+times)\b",
         r"\d+\s*" + SPELLED + r"(?:kali|hari|bulan|tahun|minggu|triwulan)|\b(?:tahunan|bulanan|triwulan\w*|semester|berkala|setiap\s+(?:hari|minggu|bulan|tahun))\b",
         r"(?:paling\s+(?:sedikit|banyak|kurang)\s+)?\d+\s*" + SPELLED + r"kali(?:\s+(?:dalam\s+)?(?:setahun|sebulan|setiap\s+\w+|\d+\s*" + SPELLED + r"\w+))?"),
    kind("duration",  # berapa lama permohonan diproses
         r"\b(?:berapa\s+(?:lama|hari|bulan|tahun|jam|minggu)|jangka\s+waktu|batas\s+waktu|paling\s+lambat|how\s+(?:long|many\s+(?:working\s+|calendar\s+)?(?:days|hours|months|years))|dalam\s+berapa|seberapa\s+lama)\b",
         r"\d+\s*(?:\([^)]{3,30}\)\s*)?(?:x\s*24|hari|bulan|tahun|jam|minggu|triwulan)",
         r"(?:paling\s+(?:lambat|lama|singkat|sedikit|cepat|banyak)\s+)?\d+\s*(?:x\s*\d+\s*)?(?:\([^)]{3,60}\)\s*)?(?:hari(?:\s+(?:kerja|kalender))?|bulan|tahun|jam|minggu|kali|triwulan)\b"),
    kind("date",  # kapan mulai berlaku
         r"\b(?:kapan|tanggal\s+berapa|tahun\s+berapa|when)\b",
         rf"\d{{1,2}}\s+(?:{MONTHS})|(?:19|20)\d{{2}}|mulai berlaku|paling lambat|setiap tahun", rf"\b\d{{1,2}}\s+(?:{MONTHS})(?:\s+\d{{4}})?\b"),
    kind("who",  # siapa yang menetapkan
         r"\b(?:siapa|oleh\s+siapa|kepada\s+siapa|ke\s+mana|instansi\s+mana|dinas\s+mana|opd\s+mana|pejabat\s+mana|who|which\s+(?:office|agency|body))\b",
         r"\b(?:Presiden|Menteri|Gubernur|Bupati|Wali\s?kota|Kepala|Dinas|Badan|Sekretaris|pejabat|Tim|Ketua|diketuai|dipimpin|perangkat daerah|Inspektorat|oleh)\b"),
    kind("number",  # berapa program setiap tahun
         r"\b(?:berapa|how\s+(?:many|much)|jumlah|besaran|persen(?:tase)?|nomor\s+berapa)\b", r"\d", r"\b\d[\d.,]*(?:\s*\([^)]{3,60}\))?"),
    kind("definition",  # apa itu SPBE
         r"\b(?:(?:apa|siapa)\s+(?:itu|yang\s+(?:dimaksud|disebut)(?:\s+(?:dengan|sebagai))?|arti|pengertian|definisi|maksud)|(?:arti|pengertian|definisi)\s+(?:dari\s+)?\w+|what\s+is|what\s+does\s+\w+\s+mean|definition\s+of|kepanjangan)\b",
         r"\b(?:adalah|ialah|yang selanjutnya dis)"),
    kind("list",  # apa saja tugas
         r"\b(?:apa\s+saja|siapa\s+saja|sebutkan|mana\s+saja|jenis(?:-jenis)?|macam|terdiri|daftar|which|list)\b",
         r"(?:meliputi|terdiri (?:atas|dari)|sebagai berikut|antara lain|yaitu|berupa)\s*:?|\n(?:[a-z]|\d+)[.)]"),
    kind("procedure",  # bagaimana cara mengajukan
         r"\b(?:bagaimana|gimana|cara(?:nya)?|prosedur|tahapan|langkah|alur|mekanisme|syarat(?:nya)?|how\s+(?:to|do|does|can))\b",
         r"(?:tata cara|tahap|langkah|mengajukan|permohonan|dilakukan|melalui)"),
    kind("why",  # mengapa dikuasai negara; menurut penjelasan UU …
         r"\b(?:kenapa|mengapa|apa\s+(?:alasan|pertimbangan|latar\s+belakang)\w*|alasan(?:nya)?\s+apa|penjelasan|why)\b",
         r"\b(?:karena|sebab|sehingga|agar|supaya|mengingat|bahwa|guna|dalam rangka|dimaksudkan|bertujuan|pertimbangan)\b"),
    kind("yesno",  # apakah wajib
         r"^\W*(?:apakah|bolehkah|haruskah|bisakah|dapatkah|wajibkah|is|are|can|must|does|do)\b|\b(?:boleh|bisa)\s+(?:nggak|tidak|gak)\b",
         r"\b(?:wajib|dapat|dilarang|harus|tidak|berhak|merupakan)\b"),
)  # fmt: skip


def kinds_of(text: str) -> tuple[str, ...]:
    """Names of the kinds that a question is of, most telling first."""
    return tuple(known.name for known in KINDS if known.asks.search(text))
