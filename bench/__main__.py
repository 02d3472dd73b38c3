"""`python -m bench [WHAT]`: the tables of speed; the index by default."""

from __future__ import annotations

import sys

from bench import index_scale, ingest_stages

BENCHES = {"index": index_scale.main, "ingest": ingest_stages.main}


def main(arguments: list[str] | None = None) -> int:
    arguments = sys.argv[1:] if arguments is None else arguments
    name, rest = (arguments[0], arguments[1:]) if arguments and not arguments[0].startswith("-") else ("index", arguments)
    if name not in BENCHES:
        print(f"usage: python -m bench [{'|'.join(BENCHES)}] [-h]", file=sys.stderr)
        return 2
    return BENCHES[name](rest)


if __name__ == "__main__":
    sys.exit(main())
