"""Runs both benchmarks and prints the table of README.md, ready to be pasted. Needs nothing but Python.

    python3 core/benches/figures.py

Instructions need valgrind and gungraun-runner; where they fail, a dash stands for them.
"""

import datetime
import os
import re
import subprocess

WALL = ["cargo", "bench", "--quiet", "-p", "safeguarding-rules", "--bench", "decision"]
COUNTS = ["cargo", "bench", "--quiet", "-p", "safeguarding-rules", "--bench", "counts"]
NANOSECONDS = {"ns": 1, "µs": 1_000, "ms": 1_000_000, "s": 1_000_000_000}
# For the child rules of `walsall`, and for loading.
GOALS = {
    "outcome_only": "150 ns",
    "with_deciding_findings": "10 µs",
    "text_to_text_outcome_only": "15 µs",
    "text_to_text_with_deciding_findings": "50 µs",
    "loading_the_bundled_packs": "10 ms",
    "reviews_outcome_only": "1 µs",
    "adding_working_days": "40 ns",
    "audits_of_ten_years": "20 ms",
    "meeting_outcome_only": "2 µs",
}
# What the goals are for, where that is not `walsall`: so many agencies.
GOAL_FOR = {"audits_of_ten_years": "1000"}
ORDER = [
    "outcome_only",
    "outcome_of_the_twin",
    "with_deciding_findings",
    "text_to_text_outcome_only",
    "text_to_text_with_deciding_findings",
    "recording_60_facts",
    "first_use_of_a_rule_set",
    "loading_the_bundled_packs",
    "reviews_outcome_only",
    "reviews_with_actions_and_findings",
    "reviews_text_to_text",
    "adding_working_days",
    "audits_of_ten_years",
    "audits_of_ten_years_with_steps",
    "audits_of_ten_years_with_steps_and_duties",
    "meeting_outcome_only",
    "meeting_text_to_text",
]
TIME = r"([\d.]+ (?:ns|µs|ms|s))"


def output(command: list[str]) -> str:
    """What a command prints; nothing where it fails."""
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    return ran.stdout if ran.returncode == 0 else ""


def wall_times(text: str) -> dict[tuple[str, str], tuple[str, str]]:
    """Fastest and median, by what was done and pack."""
    found, what = {}, ""
    for line in text.splitlines():
        if name := re.match(r"[├╰]─ (\w+)", line):
            what = name[1]
        pack = re.match(r"[│ ]  [├╰]─ ([\w-]+)", line)
        if times := re.search(rf"{TIME}\s+│ {TIME}\s+│ {TIME}", line):
            found[what, pack[1] if pack else ""] = times[1], times[3]
    return found


def instructions(text: str) -> dict[tuple[str, str], str]:
    """Instructions, by what was done and pack."""
    pattern = r"counts::core::(\w+)(?: (\w+):)?.*\n +Instructions: +(\d+)"
    found = {}
    for what, pack, count in re.findall(pattern, text):
        found[what, pack.replace("_", "-").removeprefix("b")] = f"{int(count):,}"
    return found


def nanoseconds(time: str) -> float:
    """A time as it is printed, as a number."""
    number, unit = time.split(" ")
    return float(number) * NANOSECONDS[unit]


def met(median: str, fastest: str, goal: str) -> str:
    """Whether a goal is met, by the median or only by the fastest."""
    if not goal:
        return "–"
    if nanoseconds(median) <= nanoseconds(goal):
        return "yes"
    return "when quiet" if nanoseconds(fastest) <= nanoseconds(goal) else "no"


def row(what: str, pack: str, times: tuple[str, str], count: str, ratio: str) -> str:
    """One line of the table."""
    goal = GOALS.get(what, "") if pack in ("", GOAL_FOR.get(what, "walsall")) else ""
    words = what.replace("_", " ") + (f", `{pack}`" if pack else "")
    cells = [words, count, *times, goal or "–", met(times[1], times[0], goal), ratio]
    return f"| {' | '.join(cells)} |"


def machine() -> str:
    """Processor, cores, load, compiler and day."""
    with open("/proc/cpuinfo", encoding="utf-8") as text:
        model = re.search(r"model name\s*: (.*)", text.read())
    load = os.getloadavg()[0]
    rust = output(["rustc", "--version"]).split(" (")[0]
    today = datetime.date.today().strftime("%-d %B %Y")
    name = model[1] if model else "processor unknown"
    return f"{name}, {os.cpu_count()} cores, load {load:.1f} before the run, {rust}, {today}."


def main() -> None:
    """Prints the table."""
    print(machine() + "\n")
    timed = output(WALL)
    times, counts = wall_times(timed), instructions(output(COUNTS))
    ratio = re.search(r"ratio ([\d.]+)", timed)
    print("| what | instructions | fastest | median | goal | met | times the twin |")
    print("|---|---|---|---|---|---|---|")
    for what in ORDER:
        for pack in ("walsall", "example-thresholds", "250", "1000", "4000", ""):
            if (what, pack) in times:
                # The twin is measured on `walsall` without saying so.
                count = counts.get((what, pack)) or counts.get((what, "walsall"), "–")
                is_outcome = (what, pack) == ("outcome_only", "walsall")
                of_twin = ratio[1] if ratio and is_outcome else "–"
                print(row(what, pack, times[what, pack], count, of_twin))


if __name__ == "__main__":
    main()
