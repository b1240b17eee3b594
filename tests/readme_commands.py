"""Runs what stands in the READMEs, as a reader would; Rust examples are doc tests of `core`.

Of the README at the top every shell command; of that one and those of the languages every piece of Python and JavaScript.

python3 tests/readme_commands.py <folder of the Python environment to use>
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# It runs this script, among everything else.
THE_WHOLE = "tests/run"


def blocks(folder, language):
    """The text of each fenced block in this language."""
    inside, found = False, []
    for line in (folder / "README.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("```"):
            inside = line == f"```{language}"
            if inside:
                found.append("")
        elif inside:
            found[-1] += line + "\n"
    return found


def main():
    path = os.pathsep.join([str(Path(sys.argv[1]).resolve() / "bin"), os.environ["PATH"]])
    shell = [block for block in blocks(ROOT, "sh") if block.strip() != THE_WHOLE]
    runs = [(["bash", "-euo", "pipefail", "-c"], ROOT, block) for block in shell]
    for folder in (ROOT, ROOT / "bindings-python", ROOT / "bindings-wasm"):
        runs += [(["python", "-c"], folder, block) for block in blocks(folder, "python")]
        runs += [(["node", "--input-type=module", "-e"], folder, block) for block in blocks(folder, "js")]
    failed = 0
    for command, folder, block in runs:
        done = subprocess.run([*command, block], cwd=folder, env={**os.environ, "PATH": path}, stdin=subprocess.DEVNULL)
        if done.returncode:
            failed += 1
            print(f"this block of {(folder / 'README.md').relative_to(ROOT)} ended with {done.returncode}:\n{block}")
    assert shell and len(runs) > len(shell), "the READMEs have no commands"
    print(f"{len(runs) - failed} blocks of the READMEs work, {failed} do not")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
