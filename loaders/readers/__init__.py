"""One module a form of file. Each has SUFFIXES, and read(data, path) that yields a Document an article."""
