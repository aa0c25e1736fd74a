"""The map projection: Equal Earth (Šavrič, Patterson and Jenny 2018), in which areas are true.

`project` gives units of a map `WIDTH` wide and `HEIGHT` high, cut below 58° south, where no deal is.
"""

from math import asin, cos, radians, sin, sqrt

WIDTH = 1000
HEIGHT = 440

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = sqrt(3) / 2
_SCALE = WIDTH / (2 * 2.7066299836)
_TOP = 1.3173627591574133


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """The place of a point, in degrees, on the map; y grows downward."""
    angle = asin(_M * sin(radians(latitude)))
    square = angle * angle
    sixth = square**3
    across = cos(angle) / (_M * (_A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)))
    up = angle * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    return WIDTH / 2 + radians(longitude) * across * _SCALE, (_TOP - up) * _SCALE
