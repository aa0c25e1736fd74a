"""Reference data and sample articles: data only, read by `graph.vocabulary`."""
