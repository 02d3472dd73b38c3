"""A question and a passage as one row of tokens, as the reading model knows them: `<s> question </s> </s> title headings text </s>`."""

from __future__ import annotations

from dataclasses import dataclass

from index.values import PATH_JOINT

START, PAD, END = 0, 1, 2  # ids of <s>, <pad>, </s>
QUESTION_TOKENS, TITLE_TOKENS, HEADING_TOKENS = 32, 14, 28


@dataclass(frozen=True, slots=True)
class Row:
    """The question up to `split_at`, what is read of the passage after it, its text in [body:body_end]; `offsets`: characters of each token of that."""

    ids: list[int]
    split_at: int
    body: int
    body_end: int
    offsets: list[tuple[int, int]]


def row_of(tokenizer, question: str, context: str, text: str, tokens: int) -> Row:
    """`tokens`: the longest row; the end of a longer text is not read. `tokenizer`: of the embedding model (tokenizers.Tokenizer)."""
    asked = encoded(tokenizer, f"query: {question}").ids[:QUESTION_TOKENS]
    front = [END, *front_of(tokenizer, context)]
    body = encoded(tokenizer, text)
    return joined(asked, front, body, tokens)


def front_of(tokenizer, context: str) -> list[int]:
    """The beginning of the document's title and the end of the headings above a passage."""
    name, _, headings = context.partition(PATH_JOINT)
    _, about, title = name.partition(" tentang ")
    begun = encoded(tokenizer, f"passage: {title if about else name}".strip()).ids[:TITLE_TOKENS]
    return [*begun, *encoded(tokenizer, headings).ids[-HEADING_TOKENS:]]


def joined(asked: list[int], front: list[int], body, tokens: int) -> Row:
    """`front`: the mark that begins the passage, and what stands before its text."""
    room = max(0, tokens - len(asked) - len(front) - 3)
    first = len(asked) + 2 + len(front)
    ids = [START, *asked, END, *front, *body.ids[:room], END]
    return Row(ids, len(asked) + 2, first, first + min(room, len(body.ids)), body.offsets[:room])


def encoded(tokenizer, text: str):
    return tokenizer.encode(text, add_special_tokens=False)
