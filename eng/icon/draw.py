"""Draws the packages' icon, eng/icon/icon.png: a gauge from green to red with its needle. Python 3, no packages.

    python3 eng/icon/draw.py
"""
import math
import pathlib
import struct
import zlib

SIZE, OVERSAMPLING = 128, 4
BACKGROUND = (24, 32, 48)
STOPS = [(0.0, (46, 160, 90)), (0.5, (236, 190, 60)), (1.0, (214, 62, 62))]
NEEDLE, NEEDLE_AT = (240, 244, 250), 0.68


def gauge_colour(share):
    for (low, first), (high, second) in zip(STOPS, STOPS[1:]):
        if share <= high:
            weight = (share - low) / (high - low)
            return tuple(a + (b - a) * weight for a, b in zip(first, second))
    return STOPS[-1][1]


def colour_at(x, y):
    """The colour at a place of the unit square, or None outside the rounded background."""
    radius = 0.18
    dx, dy = max(radius - x, x - (1 - radius), 0), max(radius - y, y - (1 - radius), 0)
    if math.hypot(dx, dy) > radius:
        return None
    px, py = x - 0.5, 0.64 - y
    distance, angle = math.hypot(px, py), math.atan2(py, px)
    share = 1 - angle / math.pi
    if 0.27 <= distance <= 0.40 and 0 <= share <= 1:
        return gauge_colour(share)
    direction = math.pi * (1 - NEEDLE_AT)
    along = px * math.cos(direction) + py * math.sin(direction)
    across = abs(px * math.sin(direction) - py * math.cos(direction))
    if distance <= 0.055 or (0 <= along <= 0.36 and across <= 0.03 * (1 - along / 0.40)):
        return NEEDLE
    return BACKGROUND


def pixel(column, row):
    samples = [colour_at((column + (i + 0.5) / OVERSAMPLING) / SIZE, (row + (j + 0.5) / OVERSAMPLING) / SIZE)
               for i in range(OVERSAMPLING) for j in range(OVERSAMPLING)]
    painted = [sample for sample in samples if sample]
    if not painted:
        return bytes(4)
    mean = (round(sum(channel) / len(painted)) for channel in zip(*painted))
    return bytes([*mean, round(255 * len(painted) / len(samples))])


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


rows = b"".join(b"\0" + b"".join(pixel(column, row) for column in range(SIZE)) for row in range(SIZE))
header = struct.pack(">IIBBBBB", SIZE, SIZE, 8, 6, 0, 0, 0)
target = pathlib.Path(__file__).with_name("icon.png")
target.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))
