"""Sample documents of a fictional kabupaten, made for this project: PDFs and the plain-text sources they are built from."""
