"""Bad input: one clear line that says what is wrong and what to do, exit code 2, nothing half-written."""

import contextlib
import json
import os
import resource
import sqlite3
import subprocess
import sys
import time

import pytest

from graph.storefile import APPLICATION_ID
from loaders.documents import MAX_ARTICLE
from loaders.reading import MAX_FILE, MAX_TOLD

ENGLISH = (
    "Altyn Gallium of Kazakhstan signed a contract with Mitsubishi Corporation of Japan on 3 February 2026 to supply "
    "gallium. The company will ship 15 tonnes a year.\n"
)
FRENCH = "Le Kazakhstan livrera du gallium au Japon à partir de l'an prochain, selon le ministère de l'Industrie.\n"


def good(path, text=ENGLISH):
    path.write_text(f"---\ndate: 2026-02-04\nlang: en\nid: {path.stem}\n---\n{text}", encoding="utf-8")
    return path


def held(run, store="graph.lodegraph"):
    return [row["id"] for row in json.loads(run("articles", "--store", store, "--format", "json").out)]


BAD_FILES = {
    "empty.txt": (b"", "empty"),
    "blank.md": (b" \n\n", "empty"),
    "binary.txt": (bytes(range(256)) * 20, "binary"),
    "binary.html": (b"\x7fELF\x02\x01\x01\0" * 50, "binary"),
    "binary.jsonl": (b"\x7fELF\x02\n\x01\0\n" * 500, "binary"),
    "huge.txt": (ENGLISH.encode() * (50_000_000 // len(ENGLISH)), f"{MAX_FILE:,}"),
    "huge.html": (b"<p>gallium</p>" * (50_000_000 // 14), f"{MAX_FILE:,}"),
    "huge.json": (b'{"text": "' + b"gallium " * (50_000_000 // 8) + b'"}', f"{MAX_ARTICLE:,}"),
    "long.txt": (ENGLISH.encode() * (MAX_ARTICLE // len(ENGLISH) + 1), f"{MAX_ARTICLE:,}"),
    "truncated.txt": (FRENCH.encode() * 3 + "é".encode()[:1], "cut off"),
    "truncated-utf16.txt": (FRENCH.encode("utf-16")[:-1], "breaks off"),
    "truncated.json": (b'{"text": "Kazakhstan will', "malformed JSON (line 1"),
    "truncated.html": (b"<html><head><title>Gall", "no article text"),
    "mixed.txt": (FRENCH.encode() + FRENCH.encode("latin-1"), "save it again as UTF-8"),
    "scripts.html": (b"<html><body><script>alert('gallium')</script></body></html>", "built by scripts"),
    "front.md": (b"---\ntitle: [x\n---\nKazakhstan", "front matter"),
    "date.md": (f"---\ndate: soon\n---\n{ENGLISH}".encode(), "YYYY-MM-DD"),
    "list.json": (b"[]", "empty"),
    "number.json": (b"3", '"text"'),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_one_line_and_code_2_and_no_store(run, tmp_path, name):
    data, said = BAD_FILES[name]
    (tmp_path / name).write_bytes(data)
    ran = run("load", name)
    assert ran.code == 2
    (fault,) = ran.faults()
    assert name in fault
    assert said in fault
    assert "Traceback" not in ran.err
    assert not (tmp_path / "graph.lodegraph").exists()


@pytest.mark.parametrize("name", ["empty.txt", "binary.jsonl", "scripts.html"])
def test_extract_refuses_the_same_and_keeps_what_was_there(run, tmp_path, name):
    (tmp_path / name).write_bytes(BAD_FILES[name][0])
    (tmp_path / "facts.jsonl").write_text("before")
    ran = run("extract", name, "-o", "facts.jsonl")
    assert (ran.code, len(ran.faults())) == (2, 1)
    assert (tmp_path / "facts.jsonl").read_text() == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "facts.jsonl"])


def test_malformed_lines_are_named_and_the_others_are_loaded(run, tmp_path):
    lines = [json.dumps({"id": f"a{n}", "text": f"{ENGLISH} Day {n}."}) for n in range(3)]
    (tmp_path / "a.jsonl").write_text(f'{lines[0]}\n{{"text": \n{lines[1]}\n[1]\n{{"txt": "x"}}\n{lines[2][:-9]}')
    ran = run("load", "a.jsonl")
    assert ran.code == 2
    assert [fault.split(":")[1].strip() for fault in ran.faults()] == [
        f"a.jsonl, line {number}" for number in (2, 4, 5, 6)
    ]
    assert held(run) == ["a0", "a1"]


def test_of_very_many_bad_lines_only_the_number_is_told(run, tmp_path):
    (tmp_path / "a.jsonl").write_text("{\n" * 1000)
    faults = run("load", "a.jsonl").faults()
    assert len(faults) == MAX_TOLD + 1
    assert f"{1000 - MAX_TOLD} more articles" in faults[-1]


def test_one_bad_article_of_an_array_leaves_the_others(run, tmp_path):
    (tmp_path / "a.json").write_text(
        json.dumps([{"id": "a", "text": ENGLISH}, {"text": 3}, {"id": "b", "text": FRENCH}])
    )
    ran = run("load", "a.json")
    assert ran.code == 2
    assert "a.json, article 2" in ran.faults()[0]
    assert held(run) == ["a", "b"]


def test_a_json_file_of_many_articles_may_be_larger_than_one_article(run, tmp_path):
    article = {"lang": "de", "text": "x " * 450_000}
    (tmp_path / "many.json").write_text(json.dumps([{**article, "id": str(n)} for n in range(12)]))
    assert (tmp_path / "many.json").stat().st_size > MAX_FILE
    assert run("load", "many.json").code == 0
    assert len(held(run)) == 12


def test_json_lines_in_utf16_are_read_and_a_broken_one_is_said(run, tmp_path):
    lines = "".join(json.dumps({"id": id, "text": FRENCH}, ensure_ascii=False) + "\r\n" for id in "ab")
    (tmp_path / "a.jsonl").write_bytes(lines.encode("utf-16"))
    assert run("load", "a.jsonl").code == 0
    assert held(run) == ["a", "b"]
    (tmp_path / "b.jsonl").write_bytes(lines.encode("utf-16")[:-1])
    ran = run("load", "b.jsonl")
    assert ran.code == 2
    assert "UTF-16" in ran.faults()[0]


def test_scripts_of_a_page_do_not_reach_facts_or_text(run, tmp_path):
    body = "".join(f"<p>{ENGLISH} Part {n} of the story tells more of it.</p>" for n in range(5))
    script = "<script>document.write('Chile signed a contract with Peru to supply lithium.')</script>"
    (tmp_path / "a.html").write_text(
        f'<html lang="en"><head><title>Gallium</title>{script}</head>'
        f"<body><article>{body}{script}</article></body></html>"
    )
    ran = run("extract", "a.html")
    assert ran.code == 0
    assert "lithium" not in ran.out
    assert "gallium" in ran.out


@pytest.mark.parametrize("declared", ["iso-8859-1", "utf-16", "no-such-encoding", "rot13"])
def test_a_page_that_declares_a_wrong_encoding_is_read_as_what_it_is(run, tmp_path, declared):
    body = "".join(f"<p>{FRENCH} Chapitre {n} d'un récit plus détaillé.</p>" for n in range(5))
    head = f'<html lang="fr"><head><meta charset="{declared}"><title>Été</title></head>'
    page = f"{head}<body><article>{body}</article></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert json.loads(run("extract", "a.html").out)["title"] == "Été"


def test_a_folder_without_articles_says_which_files_count(run, tmp_path):
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "picture.png").write_bytes(b"x")
    ran = run("load", "none")
    assert ran.code == 2
    assert "holds no article" in ran.faults()[0]
    assert ".jsonl" in ran.faults()[0]
    assert not (tmp_path / "graph.lodegraph").exists()


def test_what_is_not_there_or_may_not_be_named_is_said(run, tmp_path):
    name = os.fsdecode(b"\xff.txt")
    with contextlib.suppress(OSError):
        (tmp_path / name).write_text(ENGLISH)
    good(tmp_path / "a.md")
    ran = run("load", "absent.txt", "a.md", tmp_path)
    assert ran.code == 2
    assert "no such file" in ran.faults()[0]
    assert held(run) == ["a"]


def test_of_many_inputs_the_good_ones_load_and_the_bad_ones_are_listed_at_the_end(run, tmp_path):
    for name in ("a.md", "c.md", "e.md"):
        good(tmp_path / name)
    for name in ("empty.txt", "scripts.html", "truncated.json"):
        (tmp_path / name).write_bytes(BAD_FILES[name][0])
    ran = run("load", "a.md", "empty.txt", "c.md", "scripts.html", "truncated.json", "e.md")
    assert ran.code == 2
    assert "3 articles added" in ran.out
    assert [line.split(":")[1].strip() for line in ran.err.splitlines()[-3:]] == [
        "empty.txt", "scripts.html", "truncated.json",
    ]  # fmt: skip
    assert held(run) == ["a", "c", "e"]


def test_no_date_another_language_and_already_loaded_are_said_and_no_fault(run, tmp_path):
    (tmp_path / "undated.txt").write_text("The minister of Kazakhstan said that gallium will be sold to Japan.")
    (tmp_path / "german.md").write_text("---\nlang: de\n---\nKasachstan liefert Gallium nach Japan.")
    good(tmp_path / "a.md")
    first = run("load", "undated.txt", "german.md", "a.md")
    assert first.code == 0
    assert "undated.txt: no date" in first.err
    assert "german.md (de): not in French or English" in first.err
    assert "a.md" not in first.err
    second = run("load", "a.md")
    assert second.code == 0
    assert "a.md: already loaded" in second.err
    assert "1 already loaded" in second.out


def test_of_very_many_remarks_only_the_number_is_told(run, tmp_path):
    lines = [json.dumps({"id": f"a{n}", "lang": "de", "text": f"Gallium {n}"}) for n in range(200)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    assert len(run("load", "a.jsonl").err.splitlines()) < 30
    assert "more: already loaded" in run("load", "a.jsonl").err


def test_an_article_already_held_is_not_read_again(run, tmp_path, monkeypatch):
    good(tmp_path / "a.md")
    assert run("load", "a.md").code == 0

    def never(*_):
        raise AssertionError("read again")

    monkeypatch.setattr("loaders.extract.extract", never)
    assert "already loaded" in run("load", "a.md").err
    monkeypatch.undo()
    good(tmp_path / "a.md", ENGLISH.replace("15", "25"))
    assert "1 replaced" in run("load", tmp_path / "a.md", "--store", tmp_path / "graph.lodegraph").out


def test_another_version_reads_again(run, tmp_path, monkeypatch):
    good(tmp_path / "a.md")
    run("load", "a.md")
    monkeypatch.setattr("loaders.extract.extractor", lambda: "lodegraph 99")
    assert "1 replaced" in run("load", "a.md").out
    assert "1 already loaded" in run("load", "a.md").out


def _database(path, application, version):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (a)")
        connection.execute(f"PRAGMA application_id = {application}")
        connection.execute(f"PRAGMA user_version = {version}")
        connection.commit()


@pytest.mark.parametrize("command", [["load", "a.md"], ["ask", "who supplies gallium to Japan"], ["stats"], ["check"]])
def test_a_file_that_is_no_store_is_left_alone(run, tmp_path, command):
    good(tmp_path / "a.md")
    (tmp_path / "text.lodegraph").write_text("my notes\n" * 200)
    (tmp_path / "folder.lodegraph").mkdir()
    _database(tmp_path / "other.lodegraph", 0, 0)
    _database(tmp_path / "newer.lodegraph", APPLICATION_ID, 999)
    for name, said in {
        "text": "not a Lodegraph graph", "other": "not a Lodegraph graph", "newer": "update Lodegraph",
        "folder": "is a folder",
    }.items():  # fmt: skip
        path = tmp_path / f"{name}.lodegraph"
        before = path.read_bytes() if path.is_file() else None
        ran = run(*command, "--store", path)
        assert ran.code == 2
        assert len(ran.err.splitlines()) == 1
        assert said in ran.err
        assert (path.read_bytes() if path.is_file() else None) == before


def test_a_store_that_is_not_there_or_damaged_is_said(run, tmp_path):
    good(tmp_path / "a.md")
    ran = run("ask", "who supplies gallium to Japan")
    assert ran.code == 2
    assert "lodegraph load" in ran.err
    run("load", "a.md")
    whole = (tmp_path / "graph.lodegraph").read_bytes()
    (tmp_path / "graph.lodegraph").write_bytes(whole[: len(whole) // 2])
    for command in (["ask", "who supplies gallium to Japan"], ["load", "a.md"], ["check"], ["stats"], ["dump"]):
        ran = run(*command)
        assert (ran.code, len(ran.err.splitlines())) == (2, 1)
        assert "damaged" in ran.err
    assert run("load", "a.md", "--store", "nowhere/x.lodegraph").code == 2


def test_a_second_writer_waits_a_moment_then_says_who_holds_the_store(run, tmp_path, monkeypatch):
    good(tmp_path / "a.md")
    run("load", "a.md")
    good(tmp_path / "b.md")
    monkeypatch.setattr("graph.storefile.PATIENCE", 0.2)
    holder = subprocess.Popen(
        [
            sys.executable, "-c",
            "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); c.execute('BEGIN IMMEDIATE');"
            "print('held', flush=True); sys.stdin.read()",
            str(tmp_path / "graph.lodegraph"),
        ],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        assert holder.stdout.readline()
        ran = run("load", "b.md")
        assert ran.code == 2
        assert len(ran.err.splitlines()) == 1
        assert f"process {holder.pid}" in ran.err or "another process" in ran.err
        assert "try again" in ran.err
        # Readers are not kept waiting.
        assert held(run) == ["a"]
    finally:
        holder.communicate()
    assert run("load", "b.md").code == 0


def test_two_processes_load_into_one_store(run, tmp_path):
    folders = []
    for side in ("left", "right"):
        folders.append(tmp_path / side)
        folders[-1].mkdir()
        for number in range(8):
            good(folders[-1] / f"{side}{number}.md", f"{ENGLISH} Day {number}.")
    command = [sys.executable, "-c", "from graph.cli import main; main()", "load"]
    started = [
        subprocess.Popen([*command, str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path)
        for folder in folders
    ]
    ended = [(*process.communicate(), process.returncode) for process in started]
    assert [code for _, _, code in ended] == [0, 0], ended
    assert len(held(run)) == 16
    assert run("check").code == 0


def _limited(size):
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_a_disk_that_takes_no_more_leaves_the_store_as_it_was(run, spawn, tmp_path):
    good(tmp_path / "a.md")
    assert run("load", "a.md").code == 0
    size = (tmp_path / "graph.lodegraph").stat().st_size
    (tmp_path / "many.jsonl").write_text(
        "\n".join(json.dumps({"id": f"x{n}", "lang": "en", "text": f"{ENGLISH} Day {n}."}) for n in range(150))
    )
    ran = spawn("load", "many.jsonl", before=_limited(size + 40_000))
    assert ran.code == 2, ran
    assert len(ran.faults()) == 1
    assert "disk" in ran.faults()[0]
    assert "Traceback" not in ran.err
    assert held(run) == ["a"]
    assert run("check").code == 0
    assert run("load", "many.jsonl").code == 0
    assert len(held(run)) == 151


def test_a_disk_that_fills_up_later_says_what_is_loaded(run, tmp_path, monkeypatch):
    monkeypatch.setattr("graph.cli.articles._BATCH", 2)
    (tmp_path / "many.jsonl").write_text(
        "\n".join(json.dumps({"id": f"x{n}", "lang": "de", "text": f"Gallium {n}."}) for n in range(6))
    )
    from graph.memory import MemoryStore

    batches, load = [], MemoryStore.load

    def full(self, extractions):
        batches.append(extractions)
        if len(batches) == 2:
            raise self._file._named(_full())
        return load(self, extractions)

    monkeypatch.setattr(MemoryStore, "load", full)
    ran = run("load", "many.jsonl")
    assert ran.code == 2
    assert "disk is full" in ran.faults()[0]
    assert "2 articles are loaded" in ran.faults()[0]
    assert held(run) == ["x0", "x1"]


def _full():
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    return error


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")  # noqa: PTH110
@pytest.mark.parametrize(
    "command", [["dump"], ["ask", "who supplies gallium to Japan"], ["extract", "a.md"], ["stats"]]
)
def test_output_that_cannot_be_written_is_said(run, spawn, tmp_path, command):
    good(tmp_path / "a.md")
    run("load", "a.md")
    with open("/dev/full", "w") as full:  # noqa: PTH123
        ran = spawn(*command, stdout=full, stderr=subprocess.PIPE)
    assert ran.code == 2
    assert ran.err.splitlines() == ["lodegraph: standard output: cannot be read or written: No space left on device"]


def test_a_file_of_facts_is_written_whole_or_not_at_all(run, spawn, tmp_path):
    good(tmp_path / "a.md")
    (tmp_path / "facts.jsonl").write_text("before")
    ran = spawn("extract", "a.md", "-o", "facts.jsonl", before=_limited(100))
    assert ran.code == 2
    assert "facts.jsonl: cannot be written" in ran.faults()[0]
    assert (tmp_path / "facts.jsonl").read_text() == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "facts.jsonl"]
    for target in ("nowhere/facts.jsonl", "."):
        ran = run("extract", "a.md", "-o", target)
        assert (ran.code, len(ran.faults())) == (2, 1)
    umask = os.umask(0)
    os.umask(umask)
    assert run("extract", "a.md", "-o", "facts.jsonl").code == 0
    assert (tmp_path / "facts.jsonl").stat().st_mode & 0o777 == 0o666 & ~umask


def test_a_device_named_as_output_stays_a_device(run, tmp_path):
    good(tmp_path / "a.md")
    (tmp_path / "null").symlink_to("/dev/null")
    assert run("extract", "a.md", "-o", "null").code == 0
    assert (tmp_path / "null").is_char_device()


def test_standard_input_that_holds_nothing_is_said(run):
    for data, said in ((b"", "empty"), (b"\x00\x01", "binary"), (b'{"text": 3}', '"text"')):
        ran = run("load", "-", stdin=data)
        assert ran.code == 2
        assert said in ran.faults()[0]


def test_a_killed_load_is_gone_on_with(run, tmp_path):
    (tmp_path / "many.jsonl").write_text(
        "\n".join(json.dumps({"id": f"x{n}", "lang": "en", "text": f"{ENGLISH} Day {n}."}) for n in range(150))
    )
    process = subprocess.Popen(
        [sys.executable, "-c", "from graph.cli import main; main()", "load", "many.jsonl"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=tmp_path,
    )  # fmt: skip
    while process.poll() is None and not (tmp_path / "graph.lodegraph").exists():
        time.sleep(0.02)
    process.kill()
    process.wait()
    assert run("load", "many.jsonl").code == 0
    assert len(held(run)) == 150
    assert run("check").code == 0


def test_an_end_that_is_asked_for_leaves_no_scratch_file(run, tmp_path):
    (tmp_path / "facts.jsonl").write_text("before")
    process = subprocess.Popen(
        [sys.executable, "-c", "from graph.cli import main; main()", "extract", "-", "-o", "facts.jsonl"],
        stdin=subprocess.PIPE, cwd=tmp_path,
    )  # fmt: skip
    while process.poll() is None and len(list(tmp_path.iterdir())) < 2:
        time.sleep(0.02)
    process.terminate()
    assert process.wait(30) == 143
    process.stdin.close()
    assert [path.name for path in tmp_path.iterdir()] == ["facts.jsonl"]
    assert (tmp_path / "facts.jsonl").read_text() == "before"


def test_a_picture_of_our_own_is_no_article(run, tmp_path):
    good(tmp_path / "a.md")
    run("load", "a.md")
    assert run("show", "-o", "picture.html").code == 0
    ran = run("load", "picture.html")
    assert ran.code == 2
    assert "picture that Lodegraph drew" in ran.faults()[0]
