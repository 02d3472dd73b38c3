"""From a file to a tree of citable clauses. This room knows nothing of search.

The way through: `pages` (text, boxes, OCR) -> `lines` -> `structure` (clauses) -> `identity` and `relations` -> `Reading`.
"""
