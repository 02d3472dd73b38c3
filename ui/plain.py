"""Document text in Streamlit's labels, which read Markdown: every mark is shown as it is."""

from __future__ import annotations

import re

MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~:$&^=\"'])")


def plain(text: str) -> str:
    """
    >>> print(plain("*tebal* [klik](http://x) :red[x] $x$"))
    \\*tebal\\* \\[klik\\]\\(http\\://x\\) \\:red\\[x\\] \\$x\\$
    """
    return MARKS.sub(r"\\\1", " ".join(text.split()))
