"""The base's own copies of the files it was made from, named by what is in them."""

from __future__ import annotations

import shutil
from pathlib import Path

from index.database import Database
from ingest.values import PolicyDocument


class Originals:
    """Changes are made under the writer's lock."""

    def __init__(self, database: Database, folder: Path):
        self.database, self.folder = database, folder

    def path(self, document: PolicyDocument) -> Path:
        return self.folder / f"{document.sha256}{Path(document.file).suffix.lower()}"

    def find(self, document: PolicyDocument) -> Path | None:
        path = self.path(document)
        return path if path.is_file() else None

    def keep(self, source: Path, document: PolicyDocument) -> None:
        """A copy that appears whole or not at all; none where there is no such file."""
        target = self.path(document)
        if target.exists() or not source.is_file():
            return
        self.folder.mkdir(exist_ok=True)
        scratch = target.with_suffix(".tmp")
        shutil.copyfile(source, scratch)
        scratch.replace(target)

    def drop_orphans(self) -> None:
        """Removes the copies that no document of the base is made from."""
        if not self.folder.is_dir():
            return
        kept = {sha for (sha,) in self.database.rows("SELECT sha256 FROM documents")}
        for path in self.folder.iterdir():
            if path.stem not in kept:
                path.unlink(missing_ok=True)
