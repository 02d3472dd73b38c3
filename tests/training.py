"""Small things to train with: an encoder of a few weights and texts written for the tests."""

import json

import numpy as np

from eval.weights import BY_HAND
from train.candidates import Asked, Candidate
from train.values import Text


class Letters:
    """Texts with the same letters lie near each other."""

    def encode(self, texts):
        rows = np.array([[text.lower().count(letter) for letter in "abcdefghijklmnopqrstuvwxyz"] for text in texts], dtype=np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


LAW = """PERATURAN MENTERI
TENTANG
LAYANAN PERAHU
DENGAN RAHMAT TUHAN YANG MAHA ESA
Menimbang : bahwa perahu perlu diatur;
BAB I
KETENTUAN UMUM
Pasal 1
Dalam Peraturan ini yang dimaksud dengan:
1. Layanan Perahu yang selanjutnya disingkat LP adalah pengangkutan orang dengan perahu di sungai.
2. Juru Mudi adalah orang yang mengemudikan perahu dan memegang surat kecakapan.
BAB II
TATA CARA
Pasal 2
(1) Juru Mudi wajib memeriksa lambung perahu sebelum berangkat dari dermaga.
(2) Pemeriksaan lambung perahu dilaporkan kepada kepala dermaga paling lambat 3 (tiga) hari kerja setelah
perahu bersandar.
(3) Surat kecakapan diterbitkan oleh Kepala Dinas Perhubungan.
Pasal 3
Peralatan keselamatan perahu meliputi: a. pelampung untuk setiap penumpang; dan b. lampu tanda di haluan.
PENJELASAN
Pasal 1
Cukup jelas dan tidak memerlukan keterangan lain lagi.
Pasal 2
Yang dimaksud dengan dermaga termasuk dermaga apung di tepi sungai.
"""

PARAGRAPHS = [
    {
        "context": "Dermaga Timur dibangun pada tahun 1931 oleh nelayan setempat. " + "Airnya tenang sepanjang musim kemarau. " * 12,
        "qas": [
            {"id": "a", "question": "Kapan Dermaga Timur dibangun?", "answers": [{"text": "1931", "answer_start": 40}]},
            {"id": "b", "question": "Kapan Dermaga Barat dibangun?", "answers": []},
            {"id": "c", "question": "Siapa yang merobohkannya?", "answers": [{"text": "tentara", "answer_start": 3}]},
        ],
    },
    {
        "context": "Pasar terapung buka setiap pagi. Pedagangnya datang dari hulu sungai.",
        "qas": [{"id": "d", "question": "Dari mana pedagang datang?", "answers": [{"text": "hulu sungai", "answer_start": 57}]}],
    },
]


def write_paragraphs(folder):
    path = folder / "bacaan.json"
    path.write_text(json.dumps(PARAGRAPHS), encoding="utf-8")
    return path


def write_encoder(folder, texts):
    """A random BERT of three layers with a vocabulary of whole words, ids of <s>, <pad>, </s> as in the real one."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import BertConfig, BertModel

    torch.manual_seed(5)
    split = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Punctuation()])
    said = sorted({word for text in [*texts, "query: passage:"] for word, _ in split.pre_tokenize_str(text)})
    words = {word: i for i, word in enumerate(["<s>", "<pad>", "</s>", "<unk>", *said])}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="<unk>"))
    tokenizer.pre_tokenizer = split
    tokenizer.save(str(folder / "tokenizer.json"))
    sizes = BertConfig(
        vocab_size=len(words), hidden_size=24, num_hidden_layers=3, num_attention_heads=2, intermediate_size=32,
        max_position_embeddings=256, initializer_range=0.3, pad_token_id=1,
    )  # fmt: skip
    BertModel(sizes, add_pooling_layer=False).save_pretrained(folder)
    return folder


def asked(number, right, answerable=True, document=None, candidates=3):
    """A question with its candidates, in the linear rerank's order."""
    candidates = tuple(
        Candidate(
            Text(f"t{i}"), 1.0 - i / 10, 0.9 - i / 100, {**dict.fromkeys(BY_HAND, 0.0), "keyword": 1.0 - i / 10}, answerable and i == right
        )
        for i in range(candidates)
    )
    return Asked(f"q{number}", "?", "sample", document or f"d{number}", answerable, False, False, candidates)
