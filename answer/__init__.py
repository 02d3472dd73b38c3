"""A question becomes a cited answer, a comparison, a clause, a definition, or an honest refusal."""
