"""Where things lie on the map: outlines of countries, and points for countries, regions and sites.

Outlines are Natural Earth's (world.json says how they came); points of places are those of places.yaml. What has no
point of its own stands at its country, and is marked as approximate.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from queries.picture.projection import project
from queries.picture.scene import Mark


@dataclass(frozen=True)
class Spot:
    """A place on the map, in its units; `approximate` where it stands for somewhere in the country."""

    x: float
    y: float
    approximate: bool


@lru_cache(maxsize=1)
def world() -> dict[str, Any]:
    """The outlines: `source`, `width`, `height`, `shapes` (SVG paths by country code) and `points`."""
    read: dict[str, Any] = json.loads(files("queries.picture").joinpath("world.json").read_text("utf-8"))
    return read


@lru_cache(maxsize=1)
def _points() -> dict[str, tuple[float, float]]:
    """Points by country code or place id, on the map."""
    given = yaml.safe_load(files("queries.picture").joinpath("places.yaml").read_text("utf-8"))
    own = {id: project(longitude, latitude) for id, (latitude, longitude) in given.items()}
    return {code: (x, y) for code, (x, y) in world()["points"].items()} | own


def spot_of(mark: Mark) -> Spot | None:
    """Where a country, region or site stands, an organization at its home; None for deals and minerals."""
    if mark.kind not in ("country", "region", "site", "company", "organization"):
        return None
    points = _points()
    if mark.id in points:
        x, y = points[mark.id]
        return Spot(round(x, 1), round(y, 1), False)
    home = min((code for code in mark.countries if code in points), default=None)
    if home is None:
        return None
    x, y = points[home]
    return Spot(round(x, 1), round(y, 1), True)
