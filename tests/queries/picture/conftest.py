"""A real Chromium that opens pictures from their files, and holds that no page asks for anything or complains."""

import os
import shutil
from dataclasses import dataclass, field

import pytest

from queries.view import write_view
from tests.queries.articles import small_store

_NAMES = ("chromium", "chromium-browser", "google-chrome")


@dataclass
class Opened:
    """A page, every request that it made and all that it wrote to the console."""

    page: object
    requests: list = field(default_factory=list)
    complaints: list = field(default_factory=list)

    def labels(self):
        """The texts of the labels that are drawn."""
        return [label["text"] for label in self.page.evaluate("lodegraph.labels()")]

    def count(self):
        return self.page.inner_text("#count")

    def panel(self):
        return self.page.inner_text("#panel")


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        pytest.skip("no Chromium")
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium):
    """Opens a file and, when the test ends, holds that it asked for nothing else and complained of nothing."""
    opened = []

    def open_file(path, *, width=1280, height=800, scheme="light", locale="en-GB", hash="", **more):
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, locale=locale, **more
        )
        page = context.new_page()
        it = Opened(page)
        page.on("request", lambda request: it.requests.append(request.url))
        page.on("console", lambda message: it.complaints.append(message.text))
        page.on("pageerror", lambda error: it.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (it.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.goto(path.as_uri() + hash)
        page.wait_for_function("window.lodegraph && (lodegraph.labels().length > 0 || !lodegraph.shown().nodes.length)")
        opened.append((it, path, context))
        return it

    yield open_file
    for it, path, context in opened:
        context.close()
        assert it.complaints == []
        assert {url.split("#")[0] for url in it.requests} == {path.as_uri()}


@pytest.fixture(scope="session")
def small_page(tmp_path_factory):
    """The picture of the small graph that the tests of queries stand on."""
    path = tmp_path_factory.mktemp("picture") / "small.html"
    write_view(small_store().graph, path)
    return path
