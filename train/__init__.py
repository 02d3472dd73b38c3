"""Trains a small scorer of (question, passage) pairs and measures whether it adds anything. `python -m train --help`; what came of it: docs/model.md."""
