"""Draw the pictures: `python -m benchmarks.sample_pictures inputs/lycees`."""

from __future__ import annotations

import argparse
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from .catalogue import PICTURES, Picture
from .logos import write_logos
from .team import write_portraits


def main() -> None:
    """Write every picture, or those whose path contains `--only`, whole or as small previews."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("programme", type=Path, help="folder of the programme: inputs/lycees")
    parser.add_argument("--only", default="", help="part of the folder or file name")
    parser.add_argument("--preview", type=Path, help="write small PNG files there instead")
    options = parser.parse_args()
    chosen = [p for p in PICTURES if options.only in f"{p.folder}/{p.file}"]
    with ProcessPoolExecutor(max_workers=min(2, os.cpu_count() or 1)) as pool:
        jobs = [pool.submit(_one, p, options.programme, options.preview) for p in chosen]
        for picture, job in zip(chosen, jobs, strict=True):
            print(f"{job.result() / 1024:8.0f} KB  {picture.folder}/{picture.file}", flush=True)
    if not options.preview:
        write_logos(options.programme / "logos")
        write_portraits(options.programme / "portraits")


def _one(picture: Picture, programme: Path, preview: Path | None) -> int:
    """Draw one picture and return its size in bytes."""
    if preview is not None:
        return picture.preview(preview)
    return picture.write(programme)


if __name__ == "__main__":
    main()
