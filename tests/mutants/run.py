"""Tries mutants of the code: all that `cargo mutants` lists, in one program, switched on one by one.

    cargo install cargo-mutants --locked
    python3 tests/mutants/run.py FOLDER [--every N] [--others N] [--time MS]

FOLDER takes a copy of what is committed, which needs 6 GB, and what is found; what is there already is
not done again. `--every` tries every so many-th mutant. First what is kept (`core/tests/kept`) is asked
with each mutant on, up to `--time` milliseconds long (2,000). Of those that survive, `--others` many, by
lot, are then tried against every other test that reaches them.
It takes some hours for all; nothing of it is needed to build or to test the library.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import random
import re
import resource
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
OWN = ROOT / "tests" / "mutants"
CORES = os.cpu_count() or 1
MEMORY = 8 << 30
# As long as other tests may take with a mutant before it counts as one that never ends.
NEVER_ENDS = 8


def said(*words: object) -> None:
    print(time.strftime("%H:%M"), *words, flush=True)


def environment(folder: pathlib.Path) -> dict[str, str]:
    """Warnings are of the woven code, and nothing of the usual builds is overwritten."""
    return os.environ | {
        "RUSTFLAGS": "-Awarnings --cap-lints allow",
        "CARGO_TARGET_DIR": str(folder / "target"),
        "CARGO_INCREMENTAL": "0",
        "CARGO_PROFILE_DEV_DEBUG": "0",
    }


def list_of_mutants(folder: pathlib.Path) -> list[dict]:
    path = folder / "mutants.json"
    if not path.exists():
        command = ["cargo", "mutants", "--list", "--json", "-p", "safeguarding-rules"]
        path.write_bytes(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
    return json.loads(path.read_text())


def copy(folder: pathlib.Path, name: str) -> pathlib.Path:
    """What is committed, in a folder of its own."""
    tree = folder / name
    if not tree.exists():
        tree.mkdir(parents=True)
        archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, check=True, capture_output=True)
        subprocess.run(["tar", "x", "-C", tree], input=archive.stdout, check=True)
    return tree


def prepare(tree: pathlib.Path) -> None:
    """The library alone, on top of the switch, with the test that tries mutants."""
    workspace = tree / "Cargo.toml"
    text = workspace.read_text()
    if "mutants/switch" not in text:
        text = re.sub(r"members = \[.*?\]", 'members = ["core", "tests/mutants/switch"]', text, count=1)
        text = re.sub(r"default-members = .*", 'default-members = ["core"]', text)
        text = re.sub(r"\[profile\.(wheel|wasm)[\s\S]*?(?=\n\[profile\.dev)", "", text)
        workspace.write_text(text)
        package = tree / "core" / "Cargo.toml"
        switch = '[dependencies]\nmutswitch = { path = "../tests/mutants/switch" }\n'
        text = package.read_text().replace("[dependencies]\n", switch, 1)
        package.write_text(text.replace("[lints]\nworkspace = true\n", ""))
        (tree / "tests" / "mutants" / "Cargo.toml").unlink()
    (tree / "core" / "tests" / "drive.rs").write_text((OWN / "drive.rs").read_text())


def whose(message: dict, places: dict[str, list]) -> list[int]:
    """The mutants where the compiler found something: those of the narrowest place."""
    spans = sorted(message["spans"], key=lambda span: not span["is_primary"])
    for span in spans:
        start, end = span["byte_start"], span["byte_end"]
        found = []
        for first, last, mutants in places.get(span["file_name"], []):
            inside = first <= start and end <= last
            if inside or (first < end and start < last):
                found.append((not inside, last - first, mutants))
        if found:
            return min(found)[2]
    return []


def weave(folder: pathlib.Path, plain: pathlib.Path, tree: pathlib.Path) -> set[int]:
    """Weaves all in that compile; gives back the numbers of the others."""
    left_out, places = folder / "left-out.json", folder / "places.json"
    if not left_out.exists():
        left_out.write_text("[]")
    left = set(json.loads(left_out.read_text()))
    weaver = ["cargo", "run", "-q", "--release", "--manifest-path", OWN / "Cargo.toml", "--"]
    weaver += [folder / "mutants.json", plain, tree, left_out, places]
    plain_environment = os.environ | {"CARGO_TARGET_DIR": str(folder / "weaver")}
    check = ["cargo", "check", "-p", "safeguarding-rules", "--all-features", "--lib"]
    check += ["--profile", "test", "--message-format=json"]
    while True:
        subprocess.run(weaver, check=True, env=plain_environment)
        found = json.loads(places.read_text())
        ran = subprocess.run(check, cwd=tree, env=environment(folder), capture_output=True, text=True, check=False)
        lines = [json.loads(line) for line in ran.stdout.splitlines() if line.startswith("{")]
        errors = [line["message"] for line in lines if line.get("reason") == "compiler-message"]
        errors = [error for error in errors if error["level"] == "error" and error["spans"]]
        new = {mutant for error in errors for mutant in whose(error, found["places"])} - left
        said(len(errors), "errors,", len(new), "more mutants left out")
        left |= new
        left_out.write_text(json.dumps(sorted(left)))
        if ran.returncode == 0:
            return left | {number for number, _ in found["not_woven"]}
        if not new:
            where = [(error["message"], error["spans"][0]["line_start"]) for error in errors[:9]]
            raise SystemExit(f"the numbers of these have to be put into {left_out} by hand: {where}")


def executables(folder: pathlib.Path, tree: pathlib.Path) -> dict[str, str]:
    command = ["cargo", "test", "-p", "safeguarding-rules", "--all-features", "--tests", "--no-run"]
    ran = subprocess.run(command, cwd=tree, env=environment(folder), capture_output=True, text=True, check=True)
    found = re.findall(r"Executable (?:unittests )?(\S+) \((\S+)\)", ran.stderr)
    # By its file: `exact/main.rs` and `src/lib.rs` have to be told apart.
    return {name: str((tree / path).resolve()) for name, path in found}


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def fates(path: pathlib.Path) -> dict[int, str]:
    """What was found already, a line for each mutant."""
    lines = path.read_text(errors="replace").splitlines() if path.exists() else []
    pairs = (line.split(" ", 1) for line in lines if line[:1].isdigit())
    return {int(number): fate for number, fate in pairs}


def against_kept(
    folder: pathlib.Path, tree: pathlib.Path, program: str, numbers: list[int], most: int
) -> dict[int, str]:
    out = folder / "kept.txt"
    todo = [number for number in numbers if number not in fates(out)]
    running = []
    for core in range(CORES):
        share = folder / f"todo.{core}"
        share.write_text(" ".join(map(str, todo[core::CORES])))
        names = {"DRIVE": share, "DRIVE_OUT": out, "DRIVE_TIME": most}
        given = os.environ | {key: str(value) for key, value in names.items()}
        ran = subprocess.Popen([program], cwd=tree / "core", env=given, preexec_fn=limited)
        running.append(ran)
    for ran in running:
        ran.wait()
    return fates(out)


def test(program: str, name: str, given: dict[str, str], most: float, tree: pathlib.Path) -> bool:
    """Whether one test of a program passes."""
    command = [program, name, "--exact", "--test-threads=1"]
    try:
        ran = subprocess.run(
            command,
            cwd=tree / "core",
            env=os.environ | given,
            timeout=most,
            capture_output=True,
            text=True,
            preexec_fn=limited,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return ran.returncode == 0 and "1 passed" in ran.stdout


def reached(folder: pathlib.Path, tree: pathlib.Path, programs: dict[str, str]) -> list[tuple]:
    """Every other test that passes, how long it takes, and a byte for each mutant it reaches."""
    hits = folder / "hits"
    hits.mkdir(exist_ok=True)
    tests = []
    for source, program in programs.items():
        if source in ("tests/drive.rs", "tests/kept.rs"):
            continue
        listed = subprocess.run([program, "--list"], cwd=tree / "core", capture_output=True, text=True, check=True)
        names = [line[:-6] for line in listed.stdout.splitlines() if line.endswith(": test")]
        tests += [(source, program, name) for name in names]

    def one(number: int) -> tuple | None:
        source, program, name = tests[number]
        begun, path = time.monotonic(), hits / str(number)
        if not test(program, name, {"MUT_HITS": str(path)}, 900, tree):
            return None
        return (time.monotonic() - begun, source, program, name, path.read_bytes())

    with concurrent.futures.ThreadPoolExecutor(CORES) as pool:
        return [found for found in pool.map(one, range(len(tests))) if found]


def against_others(folder: pathlib.Path, tree: pathlib.Path, tests: list[tuple], numbers: list[int]) -> dict[int, str]:
    out = folder / "others.txt"
    known = fates(out)
    won: collections.Counter = collections.Counter()

    def one(number: int) -> tuple[int, str]:
        own = [found for found in tests if found[4][number]]
        # What often notices something first.
        own.sort(key=lambda found: found[0] / (1 + won[found[1:4]]))
        for takes, source, program, name, _ in own:
            active = {"MUT_ACTIVE": str(number)}
            if not test(program, name, active, max(15, NEVER_ENDS * takes), tree):
                won[source, program, name] += 1
                return (number, f"killed by {source} {name}")
        return (number, "survived" if own else "not reached")

    todo = [number for number in numbers if number not in known]
    with concurrent.futures.ThreadPoolExecutor(CORES) as pool, out.open("a") as written:
        for number, fate in pool.map(one, todo):
            written.write(f"{number} {fate}\n")
            written.flush()
    return fates(out)


def told(mutants: list[dict], kept: dict[int, str], others: dict[int, str]) -> None:
    """By folder: tried, killed by what is kept, and of the rest tried and killed by other tests."""
    counted: dict[str, collections.Counter] = collections.defaultdict(collections.Counter)
    for number, fate in kept.items():
        for place in (mutants[number]["file"].split("/")[2], "all"):
            counted[place]["tried"] += 1
            counted[place]["kept"] += fate.startswith("killed")
            if number in others and not fate.startswith("killed"):
                counted[place]["others tried"] += 1
                counted[place]["others"] += others[number].startswith("killed")
    for place, found in sorted(counted.items()):
        print(place, dict(found))
    for number in sorted(others):
        if not others[number].startswith("killed"):
            print(number, mutants[number]["name"], "–", others[number])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--others", type=int, default=0)
    parser.add_argument("--time", type=int, default=2_000)
    given = parser.parse_args()
    folder = given.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    mutants = list_of_mutants(folder)
    plain, tree = copy(folder, "plain"), copy(folder, "tree")
    prepare(tree)
    left = weave(folder, plain, tree)
    numbers = [number for number in range(0, len(mutants), given.every) if number not in left]
    said(len(mutants), "mutants,", len(left), "cannot be switched on,", len(numbers), "are tried")
    programs = executables(folder, tree)
    kept = against_kept(folder, tree, programs["tests/drive.rs"], numbers, given.time)
    survive = sorted(number for number, fate in kept.items() if not fate.startswith("killed"))
    said(len(survive), "survive what is kept")
    others = {}
    if given.others:
        random.Random(1).shuffle(survive)
        tests = reached(folder, tree, programs)
        others = against_others(folder, tree, tests, survive[: given.others])
    told(mutants, kept, others)


if __name__ == "__main__":
    main()
