"""All that reads a graph: canned queries, questions in words, tables and pictures."""
