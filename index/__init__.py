"""Clauses become passages that can be searched. SQLite is the only truth; FAISS and the keyword index are derived from it."""

import os

os.environ.setdefault("HAYSTACK_TELEMETRY_ENABLED", "false")  # both are read when the libraries are first imported
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
