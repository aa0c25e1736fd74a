"""How questions are understood and answered, by language: data only."""
