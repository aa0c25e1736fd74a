"""The four top names are generic: no other distribution of the environment may own one."""

import subprocess
import sys
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMES = {"graph", "loaders", "queries", "seeds"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    (path,) = out.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        yield archive


def test_the_wheel_owns_the_four_names_and_nothing_else(wheel):
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == NAMES


def test_no_other_distribution_owns_one_of_them():
    owners = packages_distributions()
    assert {name: owners.get(name, []) for name in NAMES if set(owners.get(name, [])) - {"lodegraph"}} == {}


@pytest.mark.parametrize(
    "path",
    [
        "seeds/minerals.yaml", "seeds/articles/gallium-erg-mitsubishi.md", "queries/suppliers.cypher",
        "queries/picture/script/page.js", "loaders/lexicon/furniture.yaml", "graph/py.typed",
    ],
)  # fmt: skip
def test_the_wheel_carries_the_data(wheel, path):
    assert path in wheel.namelist()


def test_no_file_of_the_project_names_a_download_address():
    for lock in (ROOT / "requirements").glob("*.txt"):
        assert "http" not in lock.read_text()
