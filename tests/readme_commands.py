"""Runs every shell command of the README, as a reader would; Rust examples are doc tests of `core`.

python3 tests/readme_commands.py <folder of the Python environment to use>
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# It runs this script, among everything else.
THE_WHOLE = "tests/run"


def blocks(language):
    """The text of each fenced block in this language."""
    inside, found = False, []
    for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("```"):
            inside = line == f"```{language}"
            if inside:
                found.append("")
        elif inside:
            found[-1] += line + "\n"
    return found


def main():
    path = os.pathsep.join([str(Path(sys.argv[1]).resolve() / "bin"), os.environ["PATH"]])
    runs = [(["bash", "-euo", "pipefail", "-c", block], block) for block in blocks("sh") if block.strip() != THE_WHOLE]
    runs += [(["python", "-c", block], block) for block in blocks("python")]
    runs += [(["node", "--input-type=module", "-e", block], block) for block in blocks("js")]
    failed = 0
    for command, block in runs:
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, "PATH": path}, stdin=subprocess.DEVNULL)
        if done.returncode:
            failed += 1
            print(f"this block of the README ended with {done.returncode}:\n{block}")
    assert runs, "the README has no commands"
    print(f"{len(runs) - failed} blocks of the README work, {failed} do not")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
