"""Clauses become passages that can be searched. SQLite is the only truth; FAISS and the keyword index are derived from it."""
