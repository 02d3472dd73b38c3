-- The only truth of a base. One transaction a document; everything under derived/ can be made again from here.
CREATE TABLE IF NOT EXISTS settings(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;  -- schema, model

CREATE TABLE IF NOT EXISTS generations(  -- one row a change; the token tells this history from that of a restored copy
  generation INTEGER PRIMARY KEY, token TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS documents(
  document_id TEXT PRIMARY KEY,
  source TEXT NOT NULL,          -- absolute path as it was read, to know the file again
  sha256 TEXT NOT NULL,
  extraction TEXT NOT NULL,      -- version of ingest that read it
  kind TEXT NOT NULL, form TEXT, year INTEGER, region TEXT,  -- what filters ask for
  info TEXT NOT NULL,            -- ingest.values.PolicyDocument as JSON
  warnings TEXT NOT NULL         -- JSON list
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS documents_sha256 ON documents(sha256);
CREATE INDEX IF NOT EXISTS documents_source ON documents(source);

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

CREATE TABLE IF NOT EXISTS abbreviations(document_id TEXT NOT NULL, long TEXT NOT NULL, short TEXT NOT NULL);  -- both in lower case
CREATE INDEX IF NOT EXISTS abbreviations_document ON abbreviations(document_id);

CREATE TABLE IF NOT EXISTS passages(
  rid INTEGER PRIMARY KEY AUTOINCREMENT,   -- never used twice: derived indexes know passages by it
  passage_id TEXT NOT NULL UNIQUE,
  document_id TEXT,                        -- NULL for passages written through the Haystack store
  first_page INTEGER, last_page INTEGER, ocr INTEGER,
  text TEXT, meta TEXT NOT NULL            -- meta: the other fields of index.values.Passage as JSON
);
CREATE INDEX IF NOT EXISTS passages_document ON passages(document_id);
CREATE TABLE IF NOT EXISTS vectors(
  rid INTEGER PRIMARY KEY,
  vector BLOB NOT NULL,                    -- float16: recall@10 against float32 was 0.9994 on 6,674 real passages, at half the size
  text_hash BLOB                           -- of what was embedded: the same text is not embedded twice
);
CREATE INDEX IF NOT EXISTS vectors_text ON vectors(text_hash);
CREATE TABLE IF NOT EXISTS staged(model TEXT NOT NULL, text_hash BLOB NOT NULL, vector BLOB NOT NULL, PRIMARY KEY(model, text_hash)) WITHOUT ROWID;  -- of the next model, while it is being made
CREATE TABLE IF NOT EXISTS removed(seq INTEGER PRIMARY KEY AUTOINCREMENT, rid INTEGER NOT NULL);  -- what derived indexes must forget
