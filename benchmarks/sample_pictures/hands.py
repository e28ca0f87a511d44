"""A hand and its arm, seen from above."""

from __future__ import annotations

import math
from collections.abc import Callable

from .colours import RGB, mix
from .curves import Point, Points, capsule, ellipse, smooth
from .desk import Place, local
from .sheet import Sheet


def hand(
    sheet: Sheet,
    place: Place,
    skin: RGB,
    sleeve: RGB,
    *,
    scale: float = 1.0,
    pose: str = "flat",
    left: bool = False,
    reach: float = 900,
) -> None:
    """A hand and its arm; the place is the middle of the palm, the arm from below at turn 0."""
    sign = -1.0 if left else 1.0

    def at(x: float, y: float) -> Point:
        return local(place, sign * x * scale, y * scale)

    arm = [at(-42, 96), at(42, 96), at(96, reach), at(-96, reach)]
    wrist = [at(-33, 30), at(33, 30), at(37, 118), at(-37, 118)]
    palm = smooth(
        [at(-46, -34), at(-8, -50), at(42, -38), at(48, 4), at(36, 52), at(-34, 52), at(-48, 8)],
        closed=True,
    )
    fingers = [[at(x * 1.0, y * 1.0) for x, y in bone] for bone in _FINGERS[pose]]
    widths = [
        [w * scale for w in ws]
        for ws in ([25, 24, 20], [27, 25, 21], [26, 25, 21], [22, 21, 17], [30, 27, 22])
    ]
    pieces: list[Points] = [palm, wrist]
    for bone, width in zip(fingers, widths, strict=True):
        pieces += capsule(bone, width)
    shifted = [[(x + 9 * scale, y + 13 * scale) for x, y in piece] for piece in [*pieces, arm]]
    sheet.fill_all(shifted, (70, 58, 72), opacity=0.42, blur=7 * scale, blend="multiply")
    line = mix(skin, (70, 25, 25), 0.5)
    sheet.fill_all(pieces, skin)
    for bone, width in zip(fingers, widths, strict=True):
        _finger_lines(sheet, bone, width, skin, line, scale)
    for knuckle in (-30, -6, 18):
        sheet.curve(
            smooth([at(knuckle - 7, -30), at(knuckle, -34), at(knuckle + 7, -30)]),
            line,
            1.4 * scale,
            opacity=0.5,
        )
    _sleeve(sheet, at, arm, sleeve, scale, reach)


def _finger_lines(
    sheet: Sheet, bone: Points, width: list[float], skin: RGB, line: RGB, scale: float
) -> None:
    """The shaded side, the outline and the nail of a finger."""
    sheet.fill_all([_side(bone, width)], mix(skin, (120, 50, 50), 0.22), opacity=0.8)
    sheet.curve(smooth(_edge(bone, width)), line, 1.7 * scale, wobble=0.2, opacity=0.75, taper=True)
    x, y = bone[-1]
    sheet.fill(
        ellipse(x, y, width[-1] * 0.28, width[-1] * 0.3),
        mix(skin, (255, 232, 224), 0.5),
        opacity=0.7,
    )


def _sleeve(
    sheet: Sheet,
    at: Callable[[float, float], Point],
    arm: Points,
    sleeve: RGB,
    scale: float,
    reach: float,
) -> None:
    """The sleeve, its cuff and its folds."""
    cuff = smooth(
        [at(-45, 90), at(0, 82), at(45, 90), at(48, 116), at(0, 124), at(-48, 116)], closed=True
    )
    sheet.fill(arm, sleeve, mix(sleeve, (20, 20, 50), 0.28), toward="diag")
    sheet.fill(
        [at(14, 96), at(42, 96), at(96, reach), at(48, reach)],
        mix(sleeve, (20, 20, 50), 0.3),
        opacity=0.6,
    )
    sheet.fill(cuff, mix(sleeve, (255, 255, 255), 0.12), mix(sleeve, (20, 20, 50), 0.2))
    for fold in (190, 270, 380):
        sheet.curve(
            smooth([at(-52, fold), at(-10, fold + 18), at(34, fold + 4)]),
            mix(sleeve, (20, 20, 50), 0.4),
            2.2 * scale,
            taper=True,
        )


_FINGERS: dict[str, tuple[tuple[Point, ...], ...]] = {
    "flat": (
        ((-34, -30), (-47, -78), (-53, -116)),
        ((-12, -42), (-16, -98), (-18, -140)),
        ((12, -42), (16, -96), (19, -134)),
        ((34, -30), (46, -70), (54, -100)),
        ((-40, 22), (-78, -10), (-98, -44)),
    ),
    "hold": (
        ((-28, -34), (-34, -80), (-22, -108)),
        ((-8, -42), (-8, -88), (-2, -112)),
        ((14, -40), (16, -82), (16, -104)),
        ((34, -28), (38, -62), (34, -84)),
        ((-38, 20), (-64, -30), (-42, -86)),
    ),
    "point": (
        ((-30, -34), (-40, -92), (-46, -146)),
        ((-8, -38), (-4, -74), (-12, -52)),
        ((14, -36), (20, -66), (10, -44)),
        ((34, -26), (40, -52), (30, -32)),
        ((-38, 20), (-62, -14), (-46, -44)),
    ),
}


def _side(bone: Points, width: list[float]) -> list[Point]:
    (ax, ay), (bx, by), (cx, cy) = bone
    dx, dy = cx - ax, cy - ay
    length = math.hypot(dx, dy) or 1.0
    nx, ny = -dy / length, dx / length
    inner = [
        (ax + nx * width[0] * 0.18, ay + ny * width[0] * 0.18),
        (bx + nx * width[1] * 0.18, by + ny * width[1] * 0.18),
        (cx + nx * width[2] * 0.15, cy + ny * width[2] * 0.15),
    ]
    outer = [
        (cx + nx * width[2] * 0.46, cy + ny * width[2] * 0.46),
        (bx + nx * width[1] * 0.48, by + ny * width[1] * 0.48),
        (ax + nx * width[0] * 0.46, ay + ny * width[0] * 0.46),
    ]
    return inner + outer


def _edge(bone: Points, width: list[float]) -> list[Point]:
    return _side(bone, width)[3:]
