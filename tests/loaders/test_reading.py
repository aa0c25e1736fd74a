import io
import json
import os

import pytest

from graph.model import Document
from loaders.documents import MAX_ARTICLE
from loaders.reading import MAX_FILE, Problem, read_paths

FRENCH = "Le Kazakhstan livrera du gallium au Japon à partir de l'an prochain, selon le ministère de l'Industrie."
ENGLISH = "Kazakhstan will ship gallium to Japan from next year, the country's industry ministry said on Tuesday."


def read(path):
    return list(read_paths([str(path)]))


def one(path):
    (document,) = read(path)
    assert isinstance(document, Document), document
    return document


def problem(path):
    (found,) = read(path)
    assert isinstance(found, Problem), found
    return found


def test_plain_text_is_kept_as_it_is(tmp_path):
    text = "Un titre sans point\r\n\r\n  " + FRENCH + " \U0001f600\r\n"
    (tmp_path / "a.txt").write_bytes(text.encode("utf-8"))
    document = one(tmp_path / "a.txt")
    assert document.text == text
    assert document.title == "Un titre sans point"
    assert document.text[slice(*document.masked[0])] == "Un titre sans point"
    assert (document.lang, document.date) == ("fr", None)


def test_decomposed_accents_are_not_composed(tmp_path):
    text = FRENCH.replace("è", "e\N{COMBINING GRAVE ACCENT}")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert one(tmp_path / "a.txt").text == text


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "utf-8-sig", "utf-16"])
def test_other_encodings_are_recognised(tmp_path, encoding):
    text = (FRENCH + " Les réserves sont élevées, dit-on à Paris où l'été s'achève.\n") * 4
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    assert one(tmp_path / "a.txt").text == text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (FRENCH.encode() + "é".encode()[:1], "damaged at byte"),
        (b"\xff\xfea", "breaks off"),
        (b"...", "no text"),
    ],
)
def test_unreadable_files_say_why(tmp_path, data, words):
    (tmp_path / "a.txt").write_bytes(data)
    assert words in problem(tmp_path / "a.txt").message


def test_a_huge_article_is_refused_and_a_long_file_of_articles_is_not(tmp_path):
    (tmp_path / "huge.txt").write_bytes(b"a" * (MAX_FILE + 1))
    assert "split it" in problem(tmp_path / "huge.txt").message
    (tmp_path / "long.txt").write_text("gallium " * (MAX_ARTICLE // 8 + 1))
    assert "characters" in problem(tmp_path / "long.txt").message
    line = json.dumps({"text": ENGLISH * 800, "lang": "en"})
    with (tmp_path / "many.jsonl").open("w") as file:
        for number in range(MAX_FILE // len(line) + 2):
            file.write(line.replace("Tuesday", f"day {number}") + "\n")
    found = read(tmp_path / "many.jsonl")
    assert len(found) == MAX_FILE // len(line) + 2
    assert all(isinstance(document, Document) for document in found)


def test_markdown_front_matter_and_marks(tmp_path):
    source = f'---\ntitle: "Gallium: un contrat"\ndate: 2026-02-03\nlang: fr-FR\nid: 7\n---\n# Gallium\n\n**{FRENCH}** [voir](http://x.org)\n'
    (tmp_path / "a.md").write_text(source, encoding="utf-8")
    document = one(tmp_path / "a.md")
    assert (document.id, document.title, document.date, document.lang) == (
        "7",
        "Gallium: un contrat",
        "2026-02-03",
        "fr",
    )
    hidden = [document.text[a:b] for a, b in document.masked]
    assert "# Gallium" in hidden
    assert "](http://x.org)" in hidden
    assert FRENCH in document.text


@pytest.mark.parametrize("front", ["title: a: b", "- 1", "x: [", "{{"])
def test_bad_front_matter_is_a_problem(tmp_path, front):
    (tmp_path / "a.md").write_text(f"---\n{front}\n---\n{FRENCH}")
    assert "front matter" in problem(tmp_path / "a.md").message


def test_html_gives_main_text_and_metadata_without_scripts(tmp_path):
    paragraphs = "".join(f"<p>{ENGLISH} Part {n} of the story tells more of it.</p>" for n in range(5))
    (tmp_path / "a.html").write_text(
        '<html lang="en"><head><title>Gallium deal</title><meta property="og:site_name" content="The Paper">'
        '<meta property="article:published_time" content="2026-02-03"><link rel="canonical" '
        'href="https://paper.example/story?utm_source=x"></head><body><nav><a href="/">Home</a></nav>'
        f"<article><h1>Gallium deal</h1>{paragraphs}<script>alert('x')</script></article></body></html>"
    )
    document = one(tmp_path / "a.html")
    assert (document.lang, document.date, document.publisher) == ("en", "2026-02-03", "The Paper")
    assert document.id == document.url == "https://paper.example/story"
    assert "alert" not in document.text
    assert ENGLISH in document.text


def test_html_without_text_is_a_problem(tmp_path):
    (tmp_path / "a.html").write_text("<html><body><script>render()</script></body></html>")
    assert "no article text" in problem(tmp_path / "a.html").message


def test_json_lines_name_the_bad_line_and_read_the_rest(tmp_path):
    good = json.dumps({"id": "a", "text": ENGLISH, "other": 1})
    (tmp_path / "a.jsonl").write_text(f'{good}\n{{"text": \n\n[1]\n{{"text": 3}}\n{good.replace("a", "b", 1)}\n')
    found = read(tmp_path / "a.jsonl")
    assert [type(item) for item in found] == [Document, Problem, Problem, Problem, Document]
    assert [item.source.rpartition(" ")[2] for item in found[1:4]] == ["2", "4", "5"]


def test_json_array_and_fields_of_a_wrong_type(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps([{"text": ENGLISH, "id": 5, "date": "2026-02-03T10:00:00Z"}]))
    assert (one(tmp_path / "a.json").id, one(tmp_path / "a.json").date) == ("5", "2026-02-03")
    (tmp_path / "b.json").write_text(json.dumps({"text": ENGLISH, "title": ["x"]}))
    assert '"title"' in problem(tmp_path / "b.json").message
    (tmp_path / "c.json").write_text('{"text": "half a character \\ud800 here"}')
    assert "surrogate" in problem(tmp_path / "c.json").message
    (tmp_path / "d.json").write_text(json.dumps({"text": ENGLISH, "date": "soon"}))
    assert "YYYY-MM-DD" in problem(tmp_path / "d.json").message


def test_a_folder_is_read_in_order_and_an_empty_one_is_a_problem(tmp_path):
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "sub/a.md", "c.jpg", ".hidden.txt"):
        (tmp_path / name).write_text(ENGLISH)
    assert [document.path.rpartition("/")[2] for document in read(tmp_path)] == ["b.txt", "a.md"]
    (tmp_path / "none").mkdir()
    assert "holds no article" in problem(tmp_path / "none").message
    assert "no such file" in problem(tmp_path / "absent").message


def test_a_folder_that_cannot_be_looked_into_is_a_problem_and_a_pipe_is_no_article(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(ENGLISH)
    (tmp_path / "closed").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    scandir = os.scandir

    def refusing(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    document, closed = read(tmp_path)
    assert document.path == str(tmp_path / "a.txt")
    assert (closed.source, closed.message) == (str(tmp_path / "closed"), "cannot be read: Permission denied")
    (alone,) = read(tmp_path / "closed")
    assert "Permission denied" in alone.message


def test_standard_input_is_told_by_its_first_characters():
    def stdin(text):
        return list(read_paths(["-"], io.BytesIO(text.encode("utf-8"))))

    assert stdin(ENGLISH)[0].lang == "en"
    assert [d.lang for d in stdin(f"{json.dumps({'text': ENGLISH})}\n{json.dumps({'text': FRENCH})}\n")] == ["en", "fr"]
    assert stdin(json.dumps({"text": ENGLISH}, indent=1))[0].lang == "en"
    assert stdin(f"---\ndate: 2026-01-02\n---\n{ENGLISH}")[0].date == "2026-01-02"


def test_identity_is_the_id_else_the_address_else_the_text(tmp_path):
    rows = [
        {"id": "x", "url": "https://A.example/s/?utm_medium=m&p=1#top", "text": ENGLISH},
        {"url": "https://A.example/s/?utm_medium=m&p=1#top", "text": ENGLISH},
        {"url": "javascript:alert(1)", "text": ENGLISH},
    ]
    (tmp_path / "a.json").write_text(json.dumps(rows))
    first, second, third = read(tmp_path / "a.json")
    assert first.id == "x"
    assert second.id == "https://a.example/s?p=1"
    assert third.url is None
    assert third.id.startswith("sha256:")
