"""The nouns of Lodegraph, its contract and its stores."""
