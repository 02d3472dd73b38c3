"""The commands of the README run, and print what it says."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(name):
    return re.search(rf"<!-- uji: {name} -->\n```\w+\n(.*?)```", README, re.DOTALL)[1].strip().splitlines()


def run(line, kb):
    command = [sys.executable, *shlex.split(line)[1:]]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, "RUJUKAN_KB": str(kb)})


def test_the_session_prints_what_the_readme_shows(sample_base):
    command, *shown = block("sesi")
    done = run(command.removeprefix("$ "), sample_base)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("\n".join(shown))


def test_the_commands_run(tmp_path):
    for line in block("perintah"):
        done = run(line, tmp_path / "kb")
        assert done.returncode == 0, (line, done.stderr)
        assert done.stdout.strip()


def test_the_files_it_names_exist():
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target
