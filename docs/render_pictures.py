"""Take the pictures of README.md and docs/tour.md anew, from a desk of the example pages.

python docs/render_pictures.py            # all of them
python docs/render_pictures.py events     # one
CHROMIUM=/path/to/chromium names the browser.

The desk is made and served as `make desk` does; each picture has a few colours only, so that it is small.
"""

from __future__ import annotations

import base64
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "pictures"
COLOURS = 96
MOST = 80_000
"""Bytes of a picture."""
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars"
).split()


class Picture(NamedTuple):
    """A picture: what is opened, what is done there, and how large and in which theme it is shown."""

    address: str
    do: Callable[[Any], None] = lambda page: None
    theme: str = "light"
    width: int = 1180
    height: int = 720


def evidence(page: Any) -> None:
    """From a view of the table to the page of its first row."""
    page.locator("summary .k-trigger").first.click()
    page.get_by_role("link", name="All evidence").first.click()
    page.get_by_role("heading", name="The words").wait_for()


def opened(page: Any) -> None:
    page.locator("tbody").nth(1).locator("summary .k-trigger").first.click()
    page.evaluate("scrollTo(0, 0)")


def story(page: Any) -> None:
    evidence(page)
    page.locator("section[aria-labelledby=words] p.small a").first.click()
    page.goto(page.url.partition("#")[0])
    # As with the mouse over the row, but the page stays where it is.
    page.locator("[data-row] a").first.evaluate("link => link.focus({ preventScroll: true })")
    page.locator("mark.lit").first.wait_for()


def mending(page: Any) -> None:
    evidence(page)
    page.get_by_role("link", name="Mend this row").click()
    page.get_by_label("Words of the act").focus()


def mended(page: Any) -> None:
    mending(page)
    page.locator("select[name=status]").select_option("claim")
    page.get_by_label("Why").fill("only the rebels say so")
    page.get_by_role("button", name="Keep").click()
    page.locator("#mended").scroll_into_view_if_needed()


def judging(page: Any) -> None:
    page.get_by_role("button", name="Begin").click()
    for n in range(1, 4):
        page.locator(".kicker", has_text=f"Row {n} of").wait_for()
        page.wait_for_load_state()  # with the script that knows the keys
        page.keyboard.press("y")
    page.locator(".kicker", has_text="Row 4 of").wait_for()


def charts(page: Any) -> None:
    page.locator(".drawn:not(.waits) svg").first.wait_for()


ARAUCA = "/events?text=Arauca"
PICTURES = {
    "today": Picture("/"),
    "events": Picture("/events?status=claim&status=denied&status=fact", opened, height=1020),
    "row": Picture(ARAUCA, evidence, height=800),
    "story": Picture(ARAUCA, story),
    "review": Picture("/review", judging, "dark", height=700),
    "mend": Picture(ARAUCA, mending, height=760),
    "mended": Picture("/events?text=accused+the+army&type=ACCUSE", mended, "dark", height=620),
    "dyad": Picture("/dyads/KEN/TZA", charts, height=880),
    "map": Picture("/map", height=760),
    "network": Picture("/network", charts, "dark", height=880),
    "precision": Picture(
        "/review/precision?order=random&seed=1&size=100", theme="dark", height=520
    ),
}


# --- a desk to be photographed ------------------------------------------------------------


@contextmanager
def served() -> Iterator[str]:
    """The desk of the examples behind `dateline serve`: its address."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "dateline.cli"]
        desk = ["--desk", str(Path(folder) / "example.duckdb")]
        subprocess.run([*command, "add", str(ROOT / "examples"), *desk], check=True)
        server = subprocess.Popen(
            [*command, "serve", *desk, "--port", "0"], stdout=subprocess.PIPE, text=True
        )
        try:
            assert server.stdout is not None
            yield server.stdout.readline().split(" is at ")[1].split(" ")[0].rstrip("/")
        finally:
            server.terminate()
            server.wait(20)


def browser_path() -> str:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        raise SystemExit("no chromium: apt-get install chromium, or name one in CHROMIUM")
    return found


def take(names: list[str]) -> None:
    FOLDER.mkdir(exist_ok=True)
    with served() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        for name in names:
            shot = PICTURES[name]
            page = browser.new_context(
                base_url=address,
                color_scheme=shot.theme,
                viewport={"width": shot.width, "height": shot.height},
                reduced_motion="reduce",
            ).new_page()
            page.set_default_timeout(120_000)
            page.goto(shot.address)
            shot.do(page)
            small = palette_png(pixels(browser, page.screenshot(animations="disabled")))
            (FOLDER / f"{name}.png").write_bytes(small)
            print(f"{name}.png: {len(small) / 1000:.0f} kB{' TOO LARGE' * (len(small) > MOST)}")
            page.context.close()
        browser.close()


# --- small pictures ---------------------------------------------------------------------


def pixels(browser: Any, png: bytes) -> np.ndarray:
    """The picture as rows of red, green, blue; the browser that took it takes it apart."""
    page = browser.new_page()
    width, height, told = page.evaluate(
        """async (png) => {
          const blob = new Blob([Uint8Array.from(atob(png), (c) => c.charCodeAt(0))]);
          const image = await createImageBitmap(blob);
          const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
          canvas.drawImage(image, 0, 0);
          const data = canvas.getImageData(0, 0, image.width, image.height).data;
          let text = "";
          for (let n = 0; n < data.length; n += 32768)
            text += String.fromCharCode(...data.subarray(n, n + 32768));
          return [image.width, image.height, btoa(text)];
        }""",
        base64.b64encode(png).decode(),
    )
    page.close()
    return np.frombuffer(base64.b64decode(told), np.uint8).reshape(height, width, 4)[:, :, :3]


def palette_png(picture: np.ndarray, colours: int = COLOURS) -> bytes:
    """A PNG with a palette: the most frequent colours that are not nearly one another; each pixel
    gets the nearest."""
    height, width, _ = picture.shape
    flat = picture.reshape(-1, 3)
    found, which, count = np.unique(flat, axis=0, return_inverse=True, return_counts=True)
    chosen: list[Any] = []
    for colour in found[np.argsort(-count, kind="stable")].astype(int):
        if len(chosen) == colours:
            break
        if all(np.abs(colour - other).sum() > 10 for other in chosen):
            chosen.append(colour)
    table = np.array(chosen)
    nearest = ((found[:, None, :].astype(int) - table[None]) ** 2).sum(2).argmin(1)
    lines = nearest[which.reshape(-1)].astype(np.uint8).reshape(height, width)
    raw = np.hstack([np.zeros((height, 1), np.uint8), lines]).tobytes()
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = [
        (b"IHDR", head),
        (b"PLTE", table.astype(np.uint8).tobytes()),
        (b"IDAT", zlib.compress(raw, 9)),
        (b"IEND", b""),
    ]
    packed = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def main(names: list[str]) -> int:
    unknown = [n for n in names if n not in PICTURES]
    if unknown:
        raise SystemExit(f"no picture {', '.join(unknown)}; there are {', '.join(PICTURES)}")
    take(names or list(PICTURES))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
