"""Names, quotes, titles and addresses that mean harm: in a real browser nothing runs, and the page stays whole."""

from contextlib import contextmanager

import pytest

from graph.memory import MemoryStore
from graph.model import Agreement, Evidence, Extraction, NamedEntity, Party
from graph.schema import Label
from graph.vocabulary import load_vocabulary
from queries.view import write_view

PAYLOADS = {
    "script": "<script>window.harmed = 1</script>",
    "ends the data": "</script><script>window.harmed = 1</script>",
    "comment": "<!--<script>",
    "image": "<img src=x onerror='window.harmed = 1'>",
    "svg": "<svg onload='window.harmed = 1'>",
    "template": "{{ 7 * 7 }}{% raw %}${7 * 7}",
    "attribute": '" onmouseover="window.harmed = 1" x=\'',
    "backslash": "\\u003cscript\\u003e \\\\ \\",
    "turned": "safe \u202egnp.exe\u202c \u2066x\u2069",
    "control": "bell\x07 escape\x1b[31m",
    "separators": "line\u2028and\u2029paragraph",
    "not text": "\ufffe \U0001f4a3 e\u0301",
    "long": "x" * 100_000,
    "long words": "gallium " * 12_500,
}
ADDRESSES = (
    "javascript:window.harmed=1", "JaVaScRiPt:window.harmed=1", " javascript:window.harmed=1",
    "data:text/html,<script>1</script>",
    "vbscript:x", "file:///etc/passwd", "//evil.example/x", "https://example.org/\" onclick=\"window.harmed=1",
    "https://example.org/a b", "http://example.org/\u202egpj.exe", "https://example.org/" + "a" * 100_000,
)  # fmt: skip


def hostile():
    """An article a payload and address, whose every text is the payload."""
    texts = [*PAYLOADS.values(), *["plain"] * (len(ADDRESSES) - len(PAYLOADS))]
    for number, text in enumerate(texts):
        said = {"evidence": (Evidence(quote=text, start=0, end=len(text)),), "confidence": 0.9}
        buyer = f"{text} {number}"
        yield Extraction(
            id=f"h{number}", lang="en", date="2026-01-02", title=text[:50_000], url=ADDRESSES[number % len(ADDRESSES)],
            publisher=text[:1000], text_sha256=f"{number:064x}", extractor="test",
            agreements=(
                Agreement(
                    kind="offtake", status="signed", minerals=("gallium",), quantity=text, value=text,
                    parties=(
                        Party(name="KZ", role="supplier", id="KZ"),
                        Party(name=buyer, role="buyer", id=f"org:h{number}"),
                    ),
                    **said,
                ),
            ),
            names=(NamedEntity(name=buyer, id=f"org:h{number}", label=Label.COMPANY),),
        )  # fmt: skip


@contextmanager
def hostile_graph():
    store = MemoryStore(None, load_vocabulary())
    for article in hostile():
        store.load([article])
    yield store.graph
    store.close()


@pytest.fixture(scope="module")
def hostile_page(tmp_path_factory):
    path = tmp_path_factory.mktemp("hostile") / "hostile.html"
    with hostile_graph() as graph:
        write_view(graph, path)
    return path


def test_nothing_runs_and_every_panel_opens(open_page, hostile_page):
    it = open_page(hostile_page)
    scripts = it.page.locator("script").count()
    nodes = it.page.evaluate("lodegraph.shown().nodes")
    assert len(nodes) >= 2 * len(PAYLOADS)
    for view, lang in (("network", "en"), ("map", "fr")):
        for id in nodes:
            hash = f"view={view}&lang={lang}&node={id.replace(':', '%3A')}"
            it.page.evaluate("(hash) => { location.hash = hash; }", hash)
            assert it.page.locator("#panel h2").count() == 1
    assert it.page.evaluate("window.harmed") is None
    assert it.page.locator("script").count() == scripts
    assert it.page.locator("#panel img, #panel svg[onload], #panel script, #panel iframe").count() == 0
    assert it.page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_only_addresses_of_the_web_are_links(open_page, hostile_page):
    it = open_page(hostile_page, hash="#node=KZ")
    links = it.page.eval_on_selector_all("#panel a", "(all) => all.map((each) => [each.protocol, each.textContent])")
    assert links and all(protocol in ("http:", "https:") for protocol, _ in links)
    assert all("\u202e" not in text and len(text) <= 120 for _, text in links)
    assert "javascript:window.harmed=1" in it.panel()


def test_hostile_text_is_shown_as_the_text_that_it_is(open_page, hostile_page):
    it = open_page(hostile_page, hash="#node=KZ")
    panel = it.panel()
    assert PAYLOADS["image"] in panel and PAYLOADS["template"] in panel
    assert "safe \\u202egnp.exe" in panel and "\u202e" not in panel and "\x1b" not in panel
    assert "… (cut: 100000 characters in all)" in panel


def test_search_and_legend_bear_it_too(open_page, hostile_page):
    it = open_page(hostile_page)
    for text in ("<script>", "onerror", "x" * 5000, "\u202e", "\\", "${7"):
        it.page.fill("#wanted", text)
        assert it.page.locator("#found li").count() >= (1 if text != "\u202e" else 0)
    it.page.fill("#wanted", "<img src=x onerror='window.harmed = 1'> nobody")
    assert "Nothing here is called" in it.page.inner_text("#found")
    assert it.page.evaluate("window.harmed") is None
    assert not any(len(label) > 60 for label in it.labels())


def test_a_hostile_page_stays_small(hostile_page):
    assert hostile_page.stat().st_size < 3_000_000
