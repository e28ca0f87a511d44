"""The hall of the lycée Ada-Lovelace: 22 m wide, 16 m deep, under sheds."""

from __future__ import annotations

from .colours import RGB, mix
from .furniture import LEAF, foliage
from .space import Camera, Look, Stage, Vec, front, level, side

WIDE, DEEP, HIGH = 22.0, 16.0, 6.4


def hall_camera(
    width: float,
    height: float,
    *,
    x: float = 9.0,
    eye: float = 3.6,
    back: float = 6.2,
    focal: float = 1020,
    horizon: float = 0.42,
    aim: float = 10.6,
) -> Camera:
    """From the gallery, verticals kept upright."""
    return Camera(
        (x, -back, eye), (aim, DEEP, eye), focal, (width / 2, height * horizon), upright=True
    )


def hall_shell(stage: Stage, *, night: bool = False) -> None:
    """Ceiling, walls, glazing, floor and its light: everything that does not move."""
    pal = stage.palette
    wall = mix(pal.soft, pal.light, 0.35)
    _garden(stage)
    _glazing(stage)
    _ceiling(stage)
    _side(stage, 0.0, mix(wall, pal.second, 0.28), ("Vie scolaire", "Étude"))
    _side(stage, WIDE, mix(wall, pal.light, 0.45), ("Self", "Cdi"))
    _floor(stage, mix(pal.soft, pal.light, 0.2), patches=not night)


def columns(stage: Stage) -> None:
    """Two rows of brick columns; they wait for their turn like the people."""
    for y in (3.2, 8.0, 12.8):
        for x in (4.2, WIDE - 4.8):
            stage.box((x, y, 0), (0.6, 0.6, HIGH), Look(stage.palette.main, planks=26))


def _garden(stage: Stage) -> None:
    pal, far = stage.palette, DEEP + 14
    stage.flat(front(far, -8, WIDE + 8, 0, 9), pal.light, pal.sky, toward="up")
    stage.flat(
        level(0, -8, WIDE + 8, DEEP, far),
        mix(pal.second, pal.light, 0.6),
        mix(LEAF[1], pal.light, 0.55),
        toward="up",
    )
    stage.flat(
        [(-8, far, 0), (WIDE + 8, far, 0), (WIDE + 8, far, 2.2), (-8, far, 2.6)],
        mix(LEAF[0], pal.sky, 0.35),
        mix(LEAF[2], pal.sky, 0.3),
    )
    for x, y, high, tint in (
        (3.5, 22, 5.2, 0),
        (8.6, 25, 6.4, 1),
        (14.2, 21.5, 5.6, 2),
        (19, 24, 6.2, 1),
    ):
        unit = stage.camera.unit_at((x, y, 0))
        foliage(
            stage,
            stage.camera.at((x, y, 0)),
            unit * high,
            stage.sheet.rng,
            mix(LEAF[tint], pal.sky, 0.3),
        )


def _glazing(stage: Stage) -> None:
    pal = stage.palette
    bar = mix(pal.third, pal.ink, 0.35)
    stage.flat(front(DEEP, 0, WIDE, 0, HIGH), pal.light, opacity=0.22)
    for post in range(0, int(WIDE) + 1, 2):
        _bar(stage, (post - 0.06, DEEP, 0), (post + 0.06, DEEP, HIGH), bar)
    for z in (0.0, 2.3, HIGH - 1.2):
        _bar(stage, (0, DEEP, z), (WIDE, DEEP, z + 0.14), bar)
    for x in (8.0, 10.0, 12.0):
        stage.line([(x + 0.9, DEEP, 0.95), (x + 0.9, DEEP, 1.35)], bar, 3)


def _bar(stage: Stage, low: Vec, high: Vec, colour: RGB) -> None:
    stage.flat([low, (high[0], low[1], low[2]), high, (low[0], high[1], high[2])], colour)


def _side(stage: Stage, x: float, colour: RGB, names: tuple[str, str]) -> None:
    pal = stage.palette
    near = -9.0
    stage.flat(side(x, near, DEEP, 0, HIGH), colour, mix(colour, pal.shade, 0.2))
    stage.flat(side(x, near, DEEP, 0, 1.1), mix(pal.third, pal.soft, 0.35))
    for index, y in enumerate((2.6, 10.2)):
        _doorway(stage, x, y, names[index])
    for z in (0.0, 1.1, HIGH):
        stage.line([(x, near, z), (x, DEEP, z)], pal.ink, 1.7)
    stage.line([(x, DEEP, 0), (x, DEEP, HIGH)], pal.ink, 1.6)
    for index in range(7):
        y, low = 5.4 + index * 0.62, 1.35 + 0.5 * (index % 2)
        if x == 0:
            paper = (pal.paper, pal.second, pal.light, mix(pal.main, pal.paper, 0.5))[index % 4]
            stage.flat(
                side(x, y, y + 0.48, low, low + 0.7), paper, line=mix(pal.ink, paper, 0.5), pen=0.8
            )


def _doorway(stage: Stage, x: float, y: float, name: str) -> None:
    pal = stage.palette
    inside = mix(pal.shade, pal.ink, 0.35)
    stage.flat(side(x, y, y + 2.2, 0, 2.4), inside, mix(inside, pal.second, 0.35), line=pal.ink)
    frame = mix(pal.main, pal.ink, 0.1)
    stage.line([(x, y, 0), (x, y, 2.4), (x, y + 2.2, 2.4), (x, y + 2.2, 0)], frame, 3.4)
    pen = max(1.2, stage.camera.unit_at((x, y + 1, 2.7)) * 0.035)
    along = (0.0, 1.0, 0.0) if x == 0 else (0.0, -1.0, 0.0)
    start = (x, y + 0.1, 2.62) if x == 0 else (x, y + 2.1, 2.62)
    stage.letters(name, start, along, (0, 0, 1), 0.3, mix(pal.ink, pal.third, 0.4), pen)


def _ceiling(stage: Stage) -> None:
    pal = stage.palette
    base = mix(pal.soft, pal.shade, 0.3)
    near = -9.0
    stage.flat(level(HIGH, 0, WIDE, near, DEEP), base, mix(base, pal.light, 0.5))
    for index in range(6):
        y = near + 0.6 + index * 4.2
        stage.flat(
            level(HIGH, 1, WIDE - 1, y, y + 1.9),
            pal.light,
            mix(pal.light, pal.sky, 0.5),
            line=mix(pal.ink, base, 0.4),
            pen=1.0,
        )
        for x in range(2, int(WIDE) - 1, 2):
            stage.line([(x, y, HIGH), (x, y + 1.9, HIGH)], mix(pal.third, pal.ink, 0.2), 1.0)
        beam = mix(pal.third, pal.ink, 0.25)
        for z in (HIGH - 0.45,):
            stage.flat(
                front(y - 0.3, 0, WIDE, z, HIGH),
                beam,
                mix(beam, pal.light, 0.15),
                line=pal.ink,
                pen=0.9,
            )


def _floor(stage: Stage, colour: RGB, *, patches: bool) -> None:
    pal, near = stage.palette, -9.0
    stage.flat(
        level(0, 0, WIDE, near, DEEP), mix(colour, pal.light, 0.5), mix(colour, pal.shade, 0.30)
    )
    joint = mix(colour, pal.shade, 0.3)
    for across in range(int(WIDE) + 1):
        stage.line([(across, near, 0), (across, DEEP, 0)], joint, 0.8, wobble=0.4, opacity=0.7)
    for away in range(-5, int(DEEP)):
        stage.line([(0, away, 0), (WIDE, away, 0)], joint, 0.7, wobble=0.4, opacity=0.7)
    if not patches:
        return
    for index in range(11):
        x = index * 2.0
        stage.flat(
            [
                (x + 0.1, DEEP, 0),
                (x + 1.9, DEEP, 0),
                (x + 0.2, DEEP - 5.2, 0),
                (x - 1.6, DEEP - 5.2, 0),
            ],
            mix(pal.light, pal.second, 0.35),
            opacity=0.5,
            screen=True,
            blur=1.5,
        )
    for index in range(4):
        y = -1.5 + index * 4.2
        stage.flat(
            [(2, y, 0), (14, y, 0), (12.5, y + 1.6, 0), (0.5, y + 1.6, 0)],
            mix(pal.light, pal.second, 0.3),
            opacity=0.42,
            screen=True,
            blur=3,
        )
