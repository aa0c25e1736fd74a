"""Text in, facts out: readers of files and the extraction of facts from them."""
