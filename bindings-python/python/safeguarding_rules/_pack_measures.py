"""The commands ``packs coverage|mutate``: packs and their fixtures, given as files and folders."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Told = Callable[[argparse.Namespace, dict[str, Any]], int]


def add(kinds: Any, more: Callable[[argparse.ArgumentParser], None], told: Told) -> None:
    """Adds the commands; ``told`` answers a request and writes the answer."""

    def command(name: str, about: str) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = kinds.add_parser(name, help=about, description=about + ".")
        more(parser)
        files = "a pack (it has `format`), fixtures or a story; a folder stands for its files of JSON"
        parser.add_argument("files", nargs="+", metavar="FILE", help=files)

        def run(chosen: argparse.Namespace) -> int:
            numbers = {
                key: getattr(chosen, key) for key in ("every", "first") if getattr(chosen, key, None) is not None
            }
            return told(chosen, {"question": name, **_texts(chosen.files), **numbers})

        parser.set_defaults(command=run)
        return parser

    command("coverage", "what of packs no fixture shows")
    mutate = command("mutate", "which mistakes in packs no fixture would notice")
    mutate.add_argument("--every", type=int, help="only every so many-th mistake is tried")
    mutate.add_argument("--first", type=int, help="the first that is tried, counted from 0")


def _texts(names: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"packs": [], "fixtures": []}
    for path in (file for name in names for file in _files(Path(name))):
        text = path.read_text(encoding="utf-8")
        found["packs" if _is_pack(text) else "fixtures"].append(text)
    return found


def _files(path: Path) -> Iterator[Path]:
    """The file, or every file of JSON in the folder."""
    if path.is_dir():
        yield from sorted(path.rglob("*.json"))
    else:
        yield path


def _is_pack(text: str) -> bool:
    """Fixtures have no format; of what is no JSON the library says so, as of a pack."""
    try:
        document = json.loads(text)
    except ValueError:
        return True
    return not isinstance(document, dict) or "format" in document
