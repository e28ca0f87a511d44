"""Which picture goes where: its scene, its size in pixels, and what the camera wrote."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

from . import (
    corridors,
    covers,
    details,
    drawings,
    facades,
    halls,
    houses,
    indoors,
    libraries,
    open_doors,
    papers,
    plans,
    portraits,
    schemes,
    sections,
    seminar,
    sites,
    storyboards,
    tables,
    verdicts,
    visions,
    walls,
    yards,
)
from .colours import GIONO, LOVELACE, VEIL, Palette
from .export import Shot, save
from .sheet import Sheet

Scene = Callable[[Sheet, Palette], None]
LAND, TALL = (2592, 1944), (1944, 2592)


@dataclass(frozen=True)
class Picture:
    """One file of a `photos` folder."""

    folder: str
    file: str
    scene: Scene
    palette: Palette
    size_px: tuple[int, int] = LAND
    orientation: int = 1
    located: bool = False
    grain: float = 0.7
    quality: int = 71
    colours: int = 64

    def drawn(self, share: float = 1.0) -> Image.Image:
        """The picture, upright, at a share of its size."""
        size = (round(self.size_px[0] * share), round(self.size_px[1] * share))
        wide = 1600 if size[0] >= size[1] else 1200
        sheet = Sheet(size, self.palette.paper, f"{self.folder}/{self.file}", width=wide)
        self.scene(sheet, self.palette)
        flat = self.file.endswith(".png")
        return sheet.finished(grain=0 if flat else self.grain)

    def write(self, programme: Path) -> int:
        """Write the file into its folder; returns its size in bytes."""
        path = programme / self.folder / "photos" / self.file
        save(self.drawn(), path, self._shot(path), quality=self.quality, colours=self.colours)
        return path.stat().st_size

    def preview(self, folder: Path) -> int:
        """Write a small PNG for the eye; returns its size in bytes."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.folder[:2]}-{Path(self.file).stem}.png"
        self.drawn(0.5).save(path)
        return path.stat().st_size

    def _shot(self, path: Path) -> Shot:
        entry = _entry(path)
        day = entry["day"]
        if not isinstance(day, date):
            raise TypeError(f"{path}: date")
        minute = zlib.crc32(self.file.encode()) % 540
        return Shot(
            self.file[:3].upper(),
            str(entry["credit"]),
            day,
            minute,
            entry.get("site"),
            self.located,
            self.orientation,
        )


def _entry(path: Path) -> dict[str, Any]:
    """What photos.yaml says of a file."""
    told = yaml.safe_load((path.parent / "photos.yaml").read_text("utf-8"))["photos"]
    return next(entry for entry in told if entry["file"] == path.name)


TRIP, IMM1, LAB1 = "01-study-trip", "02-immersion-1", "03-lab-day-1"
IMM2, LAB2, IMM3 = "04-immersion-2", "05-lab-day-2", "06-immersion-3"
LAB3, CLOSE = "07-lab-day-3", "08-closing-seminar"
W1, W2, W3 = "09-workshop-1", "10-workshop-2", "11-workshop-3"
DEPLOY, END = "12-deployment-scenario", "13-closure"
PLAN = (3200, 2400)

PICTURES: list[Picture] = [
    Picture(TRIP, "couverture-voyage.jpg", covers.trip, LOVELACE, (2800, 2000)),
    Picture(TRIP, "carte-trois-sites.png", schemes.three_sites, LOVELACE, PLAN),
    Picture(
        TRIP, "IMG_2031.jpg", facades.lovelace, LOVELACE, (4032, 3024), located=True, quality=70
    ),
    Picture(TRIP, "IMG_2034.jpg", halls.ten_o_clock, LOVELACE, located=True),
    Picture(TRIP, "plan-hall-lovelace.png", plans.hall, LOVELACE, PLAN),
    Picture(TRIP, "IMG_2041.jpg", portraits.marchetti, LOVELACE, TALL, orientation=6, located=True),
    Picture(
        TRIP, "IMG_2047.HEIC", corridors.queue, LOVELACE, (2000, 1500), located=True, quality=60
    ),
    Picture(TRIP, "DSC_0147.jpg", facades.giono, GIONO, located=True),
    Picture(TRIP, "DSC_0152.jpg", libraries.empty, GIONO),
    Picture(
        TRIP, "DSC_0158.jpg", corridors.lockers_corridor, GIONO, TALL, orientation=8, located=True
    ),
    Picture(TRIP, "croquis self n°2.jpg", storyboards.self_sketch, GIONO),
    Picture(TRIP, "P1040112.JPG", facades.veil, VEIL, located=True),
    Picture(TRIP, "P1040119.JPG", papers.site_plans, VEIL, orientation=3, located=True),
    Picture(TRIP, "P1040126.JPG", sites.slab, VEIL),
    Picture(IMM1, "couverture-immersion-1.jpg", indoors.threads, LOVELACE, (2800, 2100)),
    Picture(IMM1, "IMG_2210.jpg", walls.astonishments, LOVELACE, (3024, 2268)),
    Picture(IMM1, "plan-cour-lovelace.png", plans.yard, LOVELACE, PLAN),
    Picture(IMM1, "IMG_2218.jpg", halls.stairs, LOVELACE, TALL, orientation=6, located=True),
    Picture(IMM1, "comptage passages hall.jpg", walls.counting, LOVELACE),
    Picture(IMM1, "DSC_0203.jpg", facades.giono_night, GIONO),
    Picture(IMM1, "IMG_2225.jpg", portraits.pupil, LOVELACE, TALL, orientation=6, located=True),
    Picture(IMM1, "IMG_2229.jpg", portraits.aouad, LOVELACE, located=True),
    Picture(LAB1, "IMG_2251.jpg", tables.three_sites_cards, GIONO),
    Picture(LAB1, "IMG_2256.jpg", tables.kraft_timeline, LOVELACE, (3024, 1701)),
    Picture(IMM2, "couverture-immersion-2.jpg", indoors.board_game, LOVELACE, (2800, 2100)),
    Picture(IMM2, "IMG_2307.jpg", tables.workshop, LOVELACE, orientation=3),
    Picture(IMM2, "IMG_2311.jpg", details.model, LOVELACE, TALL, orientation=8, located=True),
    Picture(IMM2, "storyboard-cdi-du-soir.png", storyboards.storyboard, GIONO, PLAN),
    Picture(IMM2, "cabane-axonometrie.png", drawings.cabin_exploded, LOVELACE, (2400, 3200)),
    Picture(IMM2, "meuble roulettes cotes.png", drawings.castor_bench, LOVELACE, PLAN),
    Picture(IMM2, "IMG_2319.jpg", halls.cartons, LOVELACE),
    Picture(IMM2, "IMG_2324.jpg", portraits.le_bihan, VEIL, TALL),
    Picture(LAB2, "IMG_2341.jpg", verdicts.votes, LOVELACE),
    Picture(LAB2, "IMG_2346.jpg", tables.roles, GIONO),
    Picture(IMM3, "couverture-immersion-3.jpg", indoors.wood_workshop, LOVELACE, (2800, 2100)),
    Picture(IMM3, "IMG_2502.jpg", details.workbench, LOVELACE, located=True),
    Picture(IMM3, "DSC_0311.jpg", libraries.from_street, GIONO),
    Picture(IMM3, "IMG_2510.jpg", yards.in_use, LOVELACE, (3024, 2268), located=True),
    Picture(IMM3, "IMG_2514.jpg", halls.counter_in_use, LOVELACE),
    Picture(IMM3, "P1050023.JPG", sites.visit, VEIL, located=True),
    Picture(IMM3, "DSC_0318.jpg", portraits.brun, GIONO, TALL),
    Picture(IMM3, "IMG_2521.jpg", portraits.ferrand, LOVELACE),
    Picture(LAB3, "IMG_2551.jpg", verdicts.three_columns, VEIL),
    Picture(LAB3, "IMG_2557.jpg", papers.notebooks, GIONO),
    Picture(CLOSE, "couverture-seminaire.jpg", sections.section, LOVELACE, (2800, 2100)),
    Picture(CLOSE, "IMG_2603.jpg", seminar.room, VEIL),
    Picture(CLOSE, "IMG_2606.jpg", portraits.caradec, LOVELACE, TALL),
    Picture(CLOSE, "P1-cabane-avant-apres.jpg", halls.before_after, LOVELACE, TALL),
    Picture(CLOSE, "P1-cabane-detail.jpg", details.joint, LOVELACE),
    Picture(CLOSE, "plan-cdi-giono.png", plans.library, GIONO, PLAN),
    Picture(CLOSE, "P2-cdi-du-soir.jpg", libraries.evening, GIONO),
    Picture(CLOSE, "P3-cour-trois-etats.png", yards.three_states, LOVELACE, (3200, 1500)),
    Picture(CLOSE, "P3-roulette-detail.jpg", details.castor, LOVELACE),
    Picture(CLOSE, "P4-guichet-elevation.png", drawings.counter_elevation, LOVELACE, PLAN),
    Picture(CLOSE, "P4-fiches-demandes.jpg", papers.request_slips, GIONO),
    Picture(CLOSE, "P5-maquette-echelle-1.jpg", sites.full_scale, VEIL),
    Picture(CLOSE, "P5-visite-remarques.jpg", sites.chalk_remarks, VEIL),
    Picture(W1, "vision-1-le-lycee-place.jpg", visions.market, LOVELACE, (2800, 2100)),
    Picture(W1, "IMG_2702.jpg", tables.what_if, LOVELACE),
    Picture(W2, "vision-2-la-maison-commune.jpg", houses.house, GIONO, (2800, 2100)),
    Picture(W2, "IMG_2811.jpg", verdicts.agreements, GIONO),
    Picture(W3, "vision-3-le-reseau-des-lycees.jpg", visions.network, VEIL, (2800, 2100)),
    Picture(W3, "IMG_2905.jpg", tables.tokens_map, VEIL),
    Picture(DEPLOY, "couverture-scenario.jpg", covers.portals, LOVELACE, (2800, 2100)),
    Picture(DEPLOY, "schema-deploiement.png", schemes.deployment, LOVELACE, (3200, 2000)),
    Picture(END, "couverture-livret.jpg", open_doors.open_door, LOVELACE, (2400, 3200)),
    Picture(END, "couverture-livret-paysage.jpg", open_doors.skyline, LOVELACE, (3200, 1800)),
    Picture(END, "IMG_3002.jpg", papers.booklets, VEIL),
    Picture(END, "equipe-residents.jpg", seminar.team, LOVELACE),
    Picture(END, "IMG_3009.jpg", seminar.handover, LOVELACE, located=True),
]
