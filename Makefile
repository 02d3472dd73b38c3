# make run   siapkan lingkungan, baca dokumen contoh, buka antarmuka di http://127.0.0.1:8501
# make test  lingkungan yang sama dan semua uji yang bisa dijalankan mesin ini
PYTHON ?= python3
VENV   ?= .venv
# Bawaan pip untuk Linux membawa pustaka GPU beberapa GB. Untuk CPU saja: make run TORCH="torch==2.13.0+cpu -f <alamat paket CPU dari pytorch.org>"
TORCH  ?= torch==2.13.0
PY     := $(VENV)/bin/python

.PHONY: run test lint corpus clean

run: $(VENV)/.run
	$(PY) -m ui

test: $(VENV)/.dev
	$(PY) -m ruff check .
	$(PY) -m pytest

lint: $(VENV)/.dev
	$(PY) -m ruff check . && $(PY) -m ruff format --diff .

corpus: $(VENV)/.run
	$(PY) -m corpus.build

$(VENV)/.run: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check $(TORCH)
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.txt
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

clean:
	rm -rf $(VENV) .kb
