"""The bodies of people from behind and in profile, part by part."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from PIL import Image, ImageDraw

from .colours import CLOTHES, HAIR, RGB, SKIN, mix
from .curves import Point, Points, capsule, ellipse, rounded, smooth, xy


@dataclass(frozen=True)
class Person:
    """What somebody looks like, and what the body does."""

    pose: str = "stand"
    """stand, walk, carry, point, tray, sit (from behind), side (seated, in profile), lean."""
    hair: str = "short"
    """short, long, bun, curly, tail, hood, scarf, cap, helmet."""
    skin: RGB = SKIN[0]
    hairs: RGB = HAIR[0]
    top: RGB = CLOTHES[0]
    legs: RGB = CLOTHES[6]
    bag: RGB | None = None
    vest: RGB | None = None
    skirt: bool = False
    size: float = 1.0
    mirror: bool = False


class Stamp:
    """A small transparent picture in which one figure is drawn, then shaded as a whole."""

    def __init__(self, size_px: tuple[int, int], scale: float, foot: Point, mirror: bool) -> None:
        self.image = Image.new("RGBA", size_px, (0, 0, 0, 0))
        self.pen = ImageDraw.Draw(self.image)
        self.scale, self.foot, self.mirror = scale, foot, mirror

    def fill(self, points: Points, colour: RGB) -> None:
        """A polygon in statures: x to the right of the feet, y upwards."""
        sign = -1 if self.mirror else 1
        placed = [
            (self.foot[0] + sign * x * self.scale, self.foot[1] - y * self.scale) for x, y in points
        ]
        self.pen.polygon(placed, fill=colour)

    def limb(self, points: Points, widths: list[float], colour: RGB) -> None:
        """An arm or a leg."""
        for piece in capsule(points, widths):
            self.fill(piece, colour)


def _upright(stamp: Stamp, person: Person) -> None:
    walking = person.pose == "walk"
    _legs(stamp, person, walking=walking)
    _arm(stamp, person, -1)
    _torso(stamp, person)
    _arm(stamp, person, 1)
    if person.bag:
        _backpack(stamp, person.bag)
    _head(stamp, person, (0.0, 0.905))


def _legs(stamp: Stamp, person: Person, *, walking: bool) -> None:
    far = mix(person.legs, (20, 20, 40), 0.22)
    shoe = mix(person.legs, (240, 238, 230), 0.75)
    if walking:
        left = [(-0.05, 0.5), (-0.075, 0.29), (-0.085, 0.1)]
        right = [(0.05, 0.5), (0.06, 0.27), (0.05, 0.035)]
        stamp.limb(left, [0.105, 0.08, 0.055], far)
        stamp.fill(ellipse(-0.088, 0.075, 0.034, 0.045), shoe)
    else:
        left = [(-0.055, 0.5), (-0.06, 0.27), (-0.06, 0.035)]
        right = [(0.055, 0.5), (0.06, 0.27), (0.065, 0.035)]
        stamp.limb(left, [0.105, 0.08, 0.058], far)
        stamp.fill(rounded(-0.1, 0.0, 0.075, 0.045, 0.02), shoe)
    stamp.limb(right, [0.105, 0.08, 0.058], person.legs)
    stamp.fill(rounded(right[-1][0] - 0.04, 0.0, 0.078, 0.045, 0.02), shoe)
    if person.skirt:
        stamp.fill(
            smooth([(-0.1, 0.56), (0.1, 0.56), (0.15, 0.3), (0, 0.285), (-0.15, 0.3)], closed=True),
            person.legs,
        )


def _torso(stamp: Stamp, person: Person) -> None:
    outline = xy(
        "-0.045,0.845 0.045,0.845 0.125,0.805 0.14,0.72 0.118,0.6 0.122,0.475 0,0.462 "
        "-0.122,0.475 -0.118,0.6 -0.14,0.72 -0.125,0.805"
    )
    stamp.fill(smooth(outline, closed=True), person.top)
    fold = mix(person.top, (20, 20, 40), 0.3)
    stamp.fill([(-0.118, 0.5), (0.118, 0.5), (0.118, 0.492), (-0.118, 0.492)], fold)
    if person.vest:
        stamp.fill(
            smooth([(-0.1, 0.82), (0.1, 0.82), (0.12, 0.49), (-0.12, 0.49)], closed=True),
            person.vest,
        )
        stripe = (243, 240, 220)
        for level in (0.56, 0.66):
            stamp.fill(
                [(-0.12, level), (0.12, level), (0.12, level + 0.022), (-0.12, level + 0.022)],
                stripe,
            )


_ARMS = {
    "carry": [(0.125, 0.785), (0.175, 0.65), (0.1, 0.6)],
    "tray": [(0.125, 0.785), (0.165, 0.64), (0.12, 0.6)],
    "point": [(0.125, 0.785), (0.22, 0.84), (0.33, 0.93)],
    "lean": [(0.125, 0.785), (0.2, 0.68), (0.24, 0.6)],
    "walk": [(0.125, 0.785), (0.16, 0.64), (0.15, 0.5)],
}


def _arm(stamp: Stamp, person: Person, side: int) -> None:
    path = _ARMS.get(person.pose, [(0.125, 0.785), (0.15, 0.63), (0.145, 0.47)])
    if side < 0 and person.pose == "point":
        path = [(0.125, 0.785), (0.15, 0.63), (0.145, 0.47)]
    points = [(x * side, y) for x, y in path]
    sleeve = mix(person.top, (20, 20, 40), 0.12 if side > 0 else 0.24)
    stamp.fill(ellipse(*points[-1], 0.026, 0.03), person.skin)
    near = (
        points[1][0] + (points[2][0] - points[1][0]) * 0.88,
        points[1][1] + (points[2][1] - points[1][1]) * 0.88,
    )
    stamp.limb([points[0], points[1], near], [0.075, 0.062, 0.048], sleeve)
    if person.pose == "carry" and side > 0:
        stamp.fill([(-0.2, 0.7), (0.2, 0.7), (0.2, 0.56), (-0.2, 0.56)], (201, 158, 108))


def _backpack(stamp: Stamp, colour: RGB) -> None:
    dark = mix(colour, (20, 20, 40), 0.32)
    stamp.fill(rounded(-0.092, 0.53, 0.184, 0.27, 0.05), colour)
    stamp.fill(rounded(-0.07, 0.54, 0.14, 0.115, 0.03), dark)
    stamp.fill(rounded(-0.064, 0.546, 0.128, 0.1, 0.025), mix(colour, (255, 255, 255), 0.1))
    stamp.fill([(-0.02, 0.8), (0.02, 0.8), (0.014, 0.825), (-0.014, 0.825)], dark)


def _head(stamp: Stamp, person: Person, at: Point) -> None:
    x, y = at
    stamp.fill(
        [(x - 0.032, y), (x + 0.032, y), (x + 0.038, y - 0.085), (x - 0.038, y - 0.085)],
        mix(person.skin, (60, 30, 40), 0.18),
    )
    stamp.fill(ellipse(x, y + 0.01, 0.062, 0.077), person.skin)
    for side in (-1, 1):
        stamp.fill(ellipse(x + side * 0.063, y - 0.002, 0.012, 0.02), person.skin)
    _hair(stamp, person, x, y)


def _hair(stamp: Stamp, person: Person, x: float, y: float) -> None:
    colour = person.hairs
    kind = person.hair
    if kind in {"hood", "scarf", "helmet", "cap"}:
        _covered(stamp, person, x, y)
        return
    crown = [
        (x, y + 0.1),
        (x + 0.058, y + 0.07),
        (x + 0.068, y + 0.01),
        (x + 0.05, y - 0.045),
        (x, y - 0.062),
        (x - 0.05, y - 0.045),
        (x - 0.068, y + 0.01),
        (x - 0.058, y + 0.07),
    ]
    if kind == "curly":
        for step in range(14):
            angle = step * math.tau / 14
            stamp.fill(
                ellipse(
                    x + 0.066 * math.cos(angle), y + 0.03 + 0.07 * math.sin(angle), 0.034, 0.034
                ),
                colour,
            )
        stamp.fill(ellipse(x, y + 0.025, 0.08, 0.085), colour)
        return
    stamp.fill(smooth(crown, closed=True), colour)
    _lengths(stamp, kind, colour, x, y)


def _covered(stamp: Stamp, person: Person, x: float, y: float) -> None:
    """A hood, a scarf, a helmet or a cap."""
    colour, kind = person.hairs, person.hair
    if kind in {"hood", "scarf"}:
        cloth = (
            mix(person.top, (20, 20, 40), 0.1)
            if kind == "hood"
            else mix(person.legs, (235, 220, 210), 0.45)
        )
        stamp.fill(
            smooth(
                [
                    (x, y + 0.105),
                    (x + 0.075, y + 0.05),
                    (x + 0.07, y - 0.05),
                    (x + 0.085, y - 0.11),
                    (x, y - 0.135),
                    (x - 0.085, y - 0.11),
                    (x - 0.07, y - 0.05),
                    (x - 0.075, y + 0.05),
                ],
                closed=True,
            ),
            cloth,
        )
        return
    if kind in {"helmet", "cap"}:
        shell = (246, 244, 236) if kind == "helmet" else person.top
        stamp.fill(ellipse(x, y - 0.005, 0.06, 0.06), colour)
        stamp.fill([*ellipse(x, y + 0.022, 0.078, 0.085, start=0, end=180)], shell)
        stamp.fill(
            rounded(x - 0.088, y + 0.012, 0.176, 0.022, 0.01), mix(shell, (60, 60, 80), 0.18)
        )
        return


def _lengths(stamp: Stamp, kind: str, colour: RGB, x: float, y: float) -> None:
    """What falls or is tied: long hair, a bun, a tail."""
    if kind == "long":
        stamp.fill(
            smooth(
                [
                    (x - 0.066, y + 0.03),
                    (x + 0.066, y + 0.03),
                    (x + 0.078, y - 0.12),
                    (x + 0.05, y - 0.2),
                    (x - 0.05, y - 0.205),
                    (x - 0.078, y - 0.12),
                ],
                closed=True,
            ),
            colour,
        )
    elif kind == "bun":
        stamp.fill(ellipse(x, y + 0.095, 0.036, 0.034), mix(colour, (255, 240, 220), 0.12))
    elif kind == "tail":
        stamp.fill(
            smooth(
                [
                    (x - 0.02, y + 0.06),
                    (x + 0.025, y + 0.06),
                    (x + 0.04, y - 0.08),
                    (x + 0.005, y - 0.19),
                    (x - 0.03, y - 0.08),
                ],
                closed=True,
            ),
            mix(colour, (255, 240, 220), 0.14),
        )


def _seated(stamp: Stamp, person: Person) -> None:
    """From behind, on something: the feet of the stamp are the seat."""
    hips = smooth(
        [(-0.13, 0.0), (-0.145, 0.06), (-0.11, 0.13), (0.11, 0.13), (0.145, 0.06), (0.13, 0.0)],
        closed=True,
    )
    stamp.fill(hips, person.legs)
    lowered = Stamp(
        stamp.image.size,
        stamp.scale,
        (stamp.foot[0], stamp.foot[1] + 0.43 * stamp.scale),
        stamp.mirror,
    )
    lowered.image, lowered.pen = stamp.image, stamp.pen
    bent = replace(person, pose="tray")
    _arm(lowered, bent, -1)
    _torso(lowered, person)
    _arm(lowered, bent, 1)
    _head(lowered, person, (0.01, 0.9))


def _profile(stamp: Stamp, person: Person) -> None:
    """Seated in profile, facing right; the feet of the stamp are on the floor."""
    shoe = mix(person.legs, (240, 238, 230), 0.75)
    stamp.limb(
        [(0.0, 0.3), (0.235, 0.3), (0.24, 0.04)],
        [0.12, 0.1, 0.06],
        mix(person.legs, (20, 20, 40), 0.2),
    )
    stamp.fill(rounded(0.2, 0.0, 0.13, 0.045, 0.02), shoe)
    stamp.limb([(0.0, 0.3), (0.215, 0.31), (0.19, 0.04)], [0.13, 0.105, 0.06], person.legs)
    stamp.fill(rounded(0.15, 0.0, 0.13, 0.045, 0.02), shoe)
    stamp.fill(
        smooth(
            xy("-0.07,0.25 0.07,0.26 0.085,0.45 0.07,0.6 0.01,0.635 -0.06,0.6 -0.085,0.45"),
            closed=True,
        ),
        person.top,
    )
    stamp.fill(
        [(-0.02, 0.61), (0.045, 0.62), (0.05, 0.68), (-0.015, 0.68)],
        mix(person.skin, (60, 30, 40), 0.18),
    )
    stamp.fill(
        smooth(
            xy("0.02,0.645 0.075,0.66 0.088,0.7 0.08,0.75 0.03,0.79 -0.03,0.76 -0.04,0.7"),
            closed=True,
        ),
        person.skin,
    )
    stamp.fill([(0.08, 0.715), (0.102, 0.695), (0.08, 0.69)], person.skin)
    colour = person.hairs
    stamp.fill(
        smooth(
            xy("0.075,0.755 0.03,0.805 -0.04,0.785 -0.065,0.715 -0.04,0.66 0.0,0.69 0.02,0.735"),
            closed=True,
        ),
        colour,
    )
    if person.hair in {"long", "tail", "scarf"}:
        stamp.fill(
            smooth(
                [(-0.05, 0.76), (0.0, 0.72), (-0.02, 0.6), (-0.07, 0.52), (-0.1, 0.6)], closed=True
            ),
            colour,
        )
    elif person.hair in {"bun", "curly"}:
        stamp.fill(ellipse(-0.055, 0.78, 0.045, 0.042), colour)
    sleeve = mix(person.top, (20, 20, 40), 0.2)
    stamp.fill(ellipse(0.24, 0.43, 0.028, 0.024), person.skin)
    stamp.limb([(0.0, 0.56), (0.05, 0.41), (0.215, 0.43)], [0.085, 0.068, 0.05], sleeve)


_BODIES = {"sit": _seated, "side": _profile}
