"""The picture of a graph: what is shown, where it stands, and how it is drawn as a page, as SVG and as PNG."""
