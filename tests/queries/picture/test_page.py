"""What a person sees on the page, in a real browser."""

import re

import pytest


def test_the_page_forbids_requests_and_foreign_scripts(open_page, small_page):
    it = open_page(small_page)
    policy = it.page.get_attribute("meta[http-equiv]", "content")
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    blocked = it.page.evaluate("""async () => {
        const script = document.createElement("script");
        script.textContent = "window.foreign = true";
        document.body.append(script);
        const image = new Image();
        const asked = new Promise((done) => {
            image.onload = () => done("loaded");
            image.onerror = () => done("blocked");
        });
        image.src = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";
        return [await asked, window.foreign === undefined];
    }""")
    assert blocked == ["blocked", True]
    assert it.complaints and all("Content Security Policy" in each for each in it.complaints)
    it.complaints.clear()


def test_countries_deals_and_minerals_are_named(open_page, small_page):
    labels = open_page(small_page).labels()
    assert {"Japan", "Russia", "China", "gallium", "offtake: gallium", "Altyn Gallium"} <= set(labels)


def test_no_label_lies_on_another(open_page, small_page):
    boxes = open_page(small_page).page.evaluate("lodegraph.labels()")
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            apart = (
                one["right"] <= other["left"] or other["right"] <= one["left"]
                or one["bottom"] <= other["top"] or other["bottom"] <= one["top"]
            )  # fmt: skip
            assert apart, (one["text"], other["text"])


def test_a_click_on_a_deal_shows_names_history_and_quotes(open_page, small_page):
    it = open_page(small_page)
    deal = it.page.evaluate("lodegraph.shown().nodes.find((id) => id.startsWith('agreement') && lodegraph.place(id))")
    place = it.page.evaluate("(id) => lodegraph.place(id)", deal)
    box = it.page.locator("#network").bounding_box()
    it.page.mouse.click(box["x"] + place["x"], box["y"] + place["y"])
    assert it.page.locator("#panel blockquote").count() > 0
    assert "what was reported, in order" in it.panel().lower()
    assert deal.split(":")[1] in it.page.url


def test_a_quote_stands_with_article_date_and_link(open_page, small_page):
    it = open_page(small_page)
    it.page.fill("#wanted", "altyn")
    it.page.keyboard.press("Enter")
    panel = it.panel()
    assert "“Altyn Gallium signed a contract to ship 15 tonnes of gallium a year to Mitsubishi.”" in panel
    assert "Gallium for Japan, 2026-02-18" in panel
    assert it.page.get_attribute("#panel cite a >> nth=0", "href") == "https://example.org/1"


@pytest.mark.parametrize(("asked", "name"), [("japon", "Japan"), ("Japan", "Japan"), ("terres rares", "rare earth")])
def test_search_completes_in_both_languages(open_page, small_page, asked, name):
    it = open_page(small_page)
    it.page.fill("#wanted", asked)
    assert name in it.page.inner_text("#found li >> nth=0")
    it.page.keyboard.press("Enter")
    assert name in it.page.inner_text("#panel h2")


def test_the_page_speaks_french_to_a_french_browser(open_page, small_page):
    it = open_page(small_page, locale="fr-FR")
    assert it.page.get_attribute("html", "lang") == "fr"
    assert {"Japon", "États-Unis", "accord-cadre : lithium"} <= set(it.labels())
    assert "Dans cette image" in it.panel()
    it.page.click("#language")
    assert "Japan" in it.labels()
    assert "lang=en" in it.page.url


def test_a_group_of_minerals_holds_its_members(open_page, small_page):
    it = open_page(small_page)
    it.page.select_option("#mineral", "rare-earths")
    labels = it.labels()
    assert "Hokkai Magnets" in labels and "gallium" not in labels
    assert "neodymium" in labels, "what flows is written on the line"
    assert re.match(r"\d+ of \d+ nodes", it.count())
    it.page.click("#reset")
    assert "gallium" in it.labels()


def test_filters_by_country_status_type_and_confidence(open_page, small_page):
    it = open_page(small_page, hash="#country=CL")
    assert "lithium" in it.labels() and "gallium" not in it.labels()
    it.page.click("#reset")
    it.page.uncheck("[data-key=kinds-company]")
    assert "Altyn Gallium" not in it.labels()
    it.page.click("#reset")
    it.page.uncheck("[data-key=statuses-announced]")
    assert "framework: lithium" not in it.labels()
    it.page.click("#reset")
    it.page.evaluate("location.hash = 'confidence=0.95'")
    it.page.wait_for_selector("#none:visible")
    assert "Nothing passes these filters." in it.page.inner_text("#none")


def test_an_alliance_holds_its_members(open_page, small_page):
    it = open_page(small_page)
    options = it.page.locator("#alliance option").all_inner_texts()
    chosen = next(name for name in options if "G7" in name or "Group of Seven" in name)
    it.page.select_option("#alliance", label=chosen)
    assert "Japan" in it.labels() and "Chile" not in it.labels()


def test_as_of_shows_a_deal_as_it_stood(open_page, small_page):
    it = open_page(small_page, hash="#asof=2025-03")
    it.page.fill("#wanted", "uranium")
    it.page.keyboard.press("Enter")
    assert "gallium" not in it.labels()
    it.page.locator("#panel li button", has_text="uranium").first.click()
    assert "proposed (as it stood on 2025-03)" in it.panel()


def test_a_permalink_leads_back(open_page, small_page):
    first = open_page(small_page)
    first.page.select_option("#country", "JP")
    first.page.fill("#wanted", "mitsubishi")
    first.page.keyboard.press("Enter")
    hash = first.page.evaluate("location.hash")
    again = open_page(small_page, hash=hash)
    assert again.count() == first.count()
    assert again.panel() == first.panel()


@pytest.mark.parametrize(
    "hash", ["#node=<img src=x>&mineral=nope&asof=1;2&without=x,y&tie=a%20b", "#%E0%A4%A", "#view=map&node=nobody"]
)
def test_a_wrong_permalink_shows_everything(open_page, small_page, hash):
    it = open_page(small_page, hash=hash)
    assert re.match(r"\d+ nodes", it.count())


def test_keys_alone_lead_from_mark_to_mark_and_to_the_quotes(open_page, small_page):
    it = open_page(small_page)
    it.page.focus("#network")
    it.page.keyboard.press("ArrowRight")
    first = it.page.inner_text("#panel h2")
    for key in ("ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight"):
        it.page.keyboard.press(key)
        if it.page.inner_text("#panel h2") != first:
            break
    assert it.page.inner_text("#panel h2") != first
    assert it.page.inner_text("#told").split(": ", 1)[1] == it.page.inner_text("#panel h2")
    it.page.keyboard.press("Enter")
    assert it.page.evaluate("document.activeElement.id") == "panel"
    it.page.keyboard.press("Escape")
    assert "In this picture" in it.panel()
    assert it.page.evaluate("document.activeElement.id") == "network"


def test_every_control_has_a_name(open_page, small_page):
    it = open_page(small_page)
    unnamed = it.page.evaluate("""() => [...document.querySelectorAll("button, input, select, [role=application]")]
        .filter((each) => each.checkVisibility())
        .filter((each) => ![each.getAttribute("aria-label"), each.textContent, ...[...(each.labels || [])]
            .map((label) => label.textContent)].some((text) => text && text.trim()))
        .map((each) => each.outerHTML)""")
    assert unnamed == []


@pytest.mark.parametrize(("width", "height"), [(390, 844), (640, 400)], ids=["phone", "200 % zoom"])
def test_a_narrow_page_scrolls_one_way_only(open_page, small_page, width, height):
    it = open_page(small_page, width=width, height=height)
    assert it.page.evaluate("document.documentElement.scrollWidth") <= width
    assert it.page.locator("#network").bounding_box()["height"] >= 250
    it.page.fill("#wanted", "japan")
    it.page.keyboard.press("Enter")
    it.page.wait_for_function("document.getElementById('panel').getBoundingClientRect().top < innerHeight / 2")


def test_the_map_shows_countries_sites_and_arcs(open_page, small_page):
    it = open_page(small_page)
    it.page.click("#to-map")
    assert {"Japan", "United States", "Kokbulak"} <= set(it.labels())
    assert it.page.locator("#map .arc").count() >= 4
    assert it.page.locator("#map .spot.approximate").count() == 1
    assert "Natural Earth" in it.page.inner_text("#map-note")
    it.page.locator("#map .spot", has_text="Japan").click()
    assert it.page.inner_text("#panel h2") == "Japan"


def test_the_drawing_follows_dark_and_print(open_page, small_page):
    it = open_page(small_page, scheme="dark")
    paper = "getComputedStyle(document.body).backgroundColor"
    assert it.page.evaluate(paper) == "rgb(20, 24, 31)"
    it.page.emulate_media(media="print")
    assert it.page.evaluate(paper) == "rgb(255, 255, 255)"
    assert not it.page.is_visible("#wanted")
