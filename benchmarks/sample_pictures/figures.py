"""People from behind or from the side: silhouettes in gouache, nobody in particular."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field, replace

from PIL import Image, ImageChops

from .bodies import _BODIES, Person, Stamp, _upright
from .colours import CLOTHES, HAIR, RGB, SKIN, mix
from .sheet import Sheet
from .space import Stage

STATURE_M = 1.7


def draw_person(
    sheet: Sheet, person: Person, x: float, y: float, stature: float, shade: RGB
) -> None:
    """Draw somebody whose feet are at (x, y) of the sheet, `stature` units high."""
    scale = stature * person.size * sheet.k
    wide, high = math.ceil(scale * 1.3), math.ceil(scale * 1.25)
    if scale < 8:
        return
    stamp = Stamp((wide, high), scale, (wide / 2, high - scale * 0.12), person.mirror)
    _BODIES.get(person.pose, _upright)(stamp, person)
    alpha = stamp.image.getchannel("A")
    offset = max(1, round(scale * 0.035))
    lit = ImageChops.offset(alpha, -offset, round(-offset * 0.4))
    dark = ImageChops.multiply(alpha, ImageChops.invert(lit))
    tint = Image.new("RGB", stamp.image.size, mix((255, 255, 255), shade, 0.5))
    rgb = stamp.image.convert("RGB")
    rgb = Image.composite(ImageChops.multiply(rgb, tint), rgb, dark)
    place = (round(x * sheet.k - stamp.foot[0]), round(y * sheet.k - stamp.foot[1]))
    mask = alpha
    if sheet.clip is not None:
        box = (place[0], place[1], place[0] + wide, place[1] + high)
        mask = ImageChops.multiply(alpha, sheet.clip.crop(box))
    sheet.image.paste(rgb, place, mask)


def place(stage: Stage, person: Person, x: float, y: float, z: float = 0.0) -> None:
    """Somebody standing at a point of a scene, in metres, with a shadow when on the floor."""
    if z == 0 and person.pose not in {"sit", "side"}:
        stage.disc_shadow(x, y, 0.2, stretch=1.1)
    units = stage.camera.unit_at((x, y, z + 0.8)) * STATURE_M
    foot = stage.camera.at((x, y, z))
    shade = stage.palette.shade
    stage.later((x, y, z), lambda: draw_person(stage.sheet, person, *foot, units, shade))


def someone(rng: random.Random, **fixed: object) -> Person:
    """A pupil drawn by lot; `fixed` sets what the scene asks for."""
    hairs = ["short", "long", "bun", "curly", "tail", "hood", "scarf", "short", "long"]
    top = rng.choice(CLOTHES)
    drawn = Person(
        hair=rng.choice(hairs),
        skin=rng.choice(SKIN),
        hairs=rng.choice(HAIR[:4]),
        top=top,
        legs=rng.choice([c for c in (CLOTHES[0], CLOTHES[6], CLOTHES[4], CLOTHES[5]) if c != top]),
        bag=rng.choice([None, None, None, CLOTHES[0], CLOTHES[1], CLOTHES[3], CLOTHES[2]]),
        skirt=rng.random() < 0.15,
        size=rng.uniform(0.93, 1.04),
        mirror=rng.random() < 0.5,
    )
    return replace(drawn, **fixed)  # type: ignore[arg-type]


@dataclass
class Crowd:
    """Several people placed one after the other with the same source of chance."""

    stage: Stage
    rng: random.Random
    people: list[Person] = field(default_factory=list)

    def add(self, x: float, y: float, z: float = 0.0, **fixed: object) -> None:
        """One more person at a point, in metres."""
        person = someone(self.rng, **fixed)
        self.people.append(person)
        place(self.stage, person, x, y, z)
