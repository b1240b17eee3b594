"""Runs the module for other hosts in wasmtime: the fixtures' answers byte for byte those of Python, and bad input.

python3 bindings-wasm/tests/plain_module.py [how many of the fixtures: every n-th, 1 for all]
"""

import gzip
import json
import sys
from pathlib import Path

import wasmtime

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "bindings-python/tests"))

import safeguarding_rules as sr  # noqa: E402
from battery import fixtures, incidents, meetings, request_of  # noqa: E402

PACKAGE = ROOT / "bindings-wasm/pkg"
FAMILIES = ("sources", "thresholds", "reviews", "audits", "membership")


class Host:
    """An instance of the module, as a case system would hold it."""

    def __init__(self) -> None:
        self.store = wasmtime.Store()
        module = wasmtime.Module.from_file(self.store.engine, str(PACKAGE / "plain.wasm"))
        assert not module.imports, "the module imports nothing"
        self.exports = wasmtime.Instance(self.store, module, []).exports(self.store)

    def number(self, name: str, *given: int) -> int:
        return self.exports[name](self.store, *given) & 0xFFFFFFFF

    def free(self, address: int) -> None:
        self.exports["rules_free"](self.store, address)

    def put(self, text: bytes) -> int:
        address = self.number("rules_allocate", len(text))
        assert address
        self.exports["memory"].write(self.store, text, address)
        return address

    def take(self, told: int) -> tuple[bool, str]:
        """What an answer says, and whether it was refused; its memory is given back."""
        refused = bool(self.number("rules_refused", told))
        text = self.exports["memory"].read(self.store, told, told + self.number("rules_length", told))
        self.free(told)
        return refused, bytes(text).decode()

    def call(self, name: str, text: str | bytes) -> tuple[bool, str]:
        given = self.put(text.encode() if isinstance(text, str) else text)
        told = self.take(self.number(name, given))
        self.free(given)
        return told

    def memory(self) -> int:
        return self.exports["memory"].data_len(self.store)


def asked_of_python(catalogue: sr.Catalogue, request: str) -> tuple[bool, str]:
    try:
        return False, catalogue.answer(request)
    except sr.SafeguardingError as error:
        return True, error.code


def the_same_bytes(host: Host, step: int) -> int:
    """How many of the requests of the battery were answered with the same bytes."""
    catalogue = sr.Catalogue()
    every = [*fixtures(), *fixtures("reviews"), *fixtures("membership"), *incidents(), *meetings()]
    for fixture in every[::step]:
        request = request_of(fixture, catalogue.questions)
        refused, told = host.call("rules_answer", request)
        expected = asked_of_python(catalogue, request)
        found = json.loads(told)["error"]["code"] if refused else told
        assert (refused, found) == expected, fixture["name"]
    return len(every[::step])


def bad_input(host: Host) -> None:
    """What is refused has a code; nothing traps, and the instance still answers."""

    def code(told: tuple[bool, str]) -> str:
        refused, text = told
        assert refused, text
        return json.loads(text)["error"]["code"]

    assert code(host.call("rules_answer", "{")) == "json.syntax"
    assert code(host.call("rules_answer", b"")) == "json.syntax"
    assert code(host.call("rules_answer", b"\xff")) == "json.not-utf8"
    assert code(host.call("rules_answer", "[" * 100_000)) == "json.too-deep"
    assert code(host.call("rules_answer", " " * 17_000_000)) == "json.too-long"
    assert (
        code(host.call("rules_questions", '{"pack":"walsal","subject":"child","as_of":"2024-05-01"}'))
        == "request.unknown-pack"
    )
    packs = host.take(host.number("rules_packs"))
    assert code(host.call("rules_load", '{"format":1}\n{')).startswith("json.")
    assert host.take(host.number("rules_packs")) == packs, "what is refused adds nothing"
    given = host.put(b"{}")
    assert host.number("rules_length", given) == 2 and host.number("rules_refused", given) == 0
    host.free(given)
    host.free(given)
    for address in (given, 0, 1, 0xFFFFFFFF):
        assert code(host.take(host.number("rules_answer", address))) == "wire.freed"
        assert host.number("rules_length", address) == 0
        host.free(address)
    assert host.number("rules_allocate", 0xFFFFFFFF) == 0


def memory_stays(host: Host) -> None:
    """Whoever frees what was told needs no more memory however often they ask."""
    request = '{"question":"deadline","from":"2024-03-25","unit":"working-days","n":5}'
    for _ in range(100):
        host.call("rules_answer", request)
    before = host.memory()
    for _ in range(2000):
        host.call("rules_answer", request)
    assert host.memory() == before


def main() -> None:
    host = Host()
    assert json.loads(host.take(host.number("rules_packs"))[1]) == {"packs": []}
    for family in FAMILIES[1:]:
        texts = [gzip.decompress((PACKAGE / f"{name}.packs").read_bytes()) for name in ("sources", family)]
        refused, told = host.call("rules_load", b"\n".join(texts))
        assert not refused, told
    assert host.take(host.number("rules_packs"))[1] == sr.Catalogue().packs()
    assert host.take(host.number("rules_version"))[1] == sr.version()
    same = the_same_bytes(host, int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    bad_input(host)
    memory_stays(host)
    assert not host.call("rules_answer", '{"question":"deadline","from":"2024-03-25","unit":"days","n":5}')[0]
    print(f"{same} answers of the module for other hosts are those of Python, byte for byte; bad input and memory too")


if __name__ == "__main__":
    main()
