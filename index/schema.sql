-- The only truth of a base. One transaction a document; everything under derived/ can be made again from here.
CREATE TABLE IF NOT EXISTS settings(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS documents(
  document_id TEXT PRIMARY KEY,
  source TEXT NOT NULL,          -- path as it was given, to know the file again
  sha256 TEXT NOT NULL,
  extraction TEXT NOT NULL,      -- version of ingest that read it
  info TEXT NOT NULL,            -- ingest.values.PolicyDocument as JSON
  warnings TEXT NOT NULL         -- JSON list
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS pages(
  document_id TEXT NOT NULL, number INTEGER NOT NULL,
  text TEXT NOT NULL, info TEXT NOT NULL, boxes BLOB NOT NULL,  -- boxes: see index.packing
  PRIMARY KEY(document_id, number)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS clauses(
  document_id TEXT NOT NULL, seq INTEGER NOT NULL, eid TEXT NOT NULL,  -- seq: pre-order
  body TEXT NOT NULL,            -- ingest.values.Clause as JSON
  PRIMARY KEY(document_id, seq), UNIQUE(document_id, eid)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS relations(source TEXT NOT NULL, verb TEXT NOT NULL, target TEXT NOT NULL, evidence TEXT NOT NULL, title TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS relations_source ON relations(source);
CREATE INDEX IF NOT EXISTS relations_target ON relations(target);

CREATE TABLE IF NOT EXISTS passages(
  rid INTEGER PRIMARY KEY AUTOINCREMENT,   -- never used twice: derived indexes know passages by it
  passage_id TEXT NOT NULL UNIQUE,
  document_id TEXT,                        -- NULL for passages written through the Haystack store
  text TEXT, meta TEXT NOT NULL            -- meta: the other fields of index.values.Passage as JSON
);
CREATE INDEX IF NOT EXISTS passages_document ON passages(document_id);
CREATE TABLE IF NOT EXISTS vectors(rid INTEGER PRIMARY KEY, vector BLOB NOT NULL);       -- float32
CREATE TABLE IF NOT EXISTS removed(seq INTEGER PRIMARY KEY AUTOINCREMENT, rid INTEGER NOT NULL);  -- what derived indexes must forget
CREATE TABLE IF NOT EXISTS vector_cache(text_hash BLOB NOT NULL, model TEXT NOT NULL, vector BLOB NOT NULL, PRIMARY KEY(text_hash, model)) WITHOUT ROWID;
