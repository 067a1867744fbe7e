"""riad against the floor, key by key: both draw the same rows of the same database, turn by turn in fresh processes.

A frame's time runs from the key written to the last byte before 8 ms of silence. Start and opening run until the list's or
the thread's part of the screen looks as it does once all is quiet. Processor time is that of the program's own threads.
"""
import argparse
import gc
import os
import random
import sys
import tempfile
import time

from figures import compare, median, percentile
from terminal import Ended, Program, now

BAR = "▌".encode()
GOALS = {
    "start ms": 2.0, "inside: p50 ms": 1.3, "scroll: p50 ms": 1.3, "split inside: p50 ms": 1.3, "split scroll: p50 ms": 1.3,
    "inside: cpu µs": 1.5, "scroll: cpu µs": 1.5, "split inside: cpu µs": 1.5, "split scroll: cpu µs": 1.5,
    "inside: bytes": 1.1, "scroll: bytes": 1.1, "split inside: bytes": 1.1, "split scroll: bytes": 1.1, "open ms": 2.0,
}


def press(program, key, silence_ms=8):
    """One key: milliseconds until its frame was complete, or None where nothing came."""
    before = now()
    program.write(key)
    last = program.until_quiet(silence_ms, patience_s=1.0, needs_output=True)
    return None if last is None else (last - before) / 1e6


def strokes(program, keys, name):
    """Many keys, one after the other's frame; latencies, bytes and processor time a key."""
    gc.collect()
    gc.disable()
    entry, cpu, times = len(program.log), program.cpu(), []
    for key in keys:
        times.append(press(program, key))
        time.sleep(random.uniform(0, 0.004))
    cpu = program.cpu() - cpu
    gc.enable()
    shown = [t for t in times if t is not None]
    if len(shown) < 0.9 * len(times):
        raise Ended("%s: %d of %d keys changed nothing" % (name, len(times) - len(shown), len(times)))
    sizes = sum(len(data) for _, data in program.log[entry:])
    return {name + ": p50 ms": median(shown), name + ": p95 ms": percentile(shown, 0.95),
            name + ": bytes": sizes / len(keys), name + ": cpu µs": cpu / len(keys) / 1e3}


def list_rows(program):
    return range(2, program.lines - 2)


def walk(program, count, name):
    """j and k inside the page, then j that scrolls."""
    steps = (program.lines - 4) // 2 - 1
    inside = ([b"j"] * steps + [b"k"] * steps) * (count // (2 * steps) + 1)
    figures = strokes(program, inside[:2 * steps * (count // (2 * steps))], name + "inside")
    program.write(b"j" * steps)
    program.until_quiet(100)
    figures.update(strokes(program, [b"j"] * count, name + "scroll"))
    return figures


def open_threads(program, count):
    """Enter on one row after the other."""
    times, costs = [], []
    for _ in range(count):
        program.write(b"j")
        program.until_quiet(60)
        program.screen()
        before, cpu = now(), program.cpu()
        program.write(b"\r")
        program.until_quiet(80, needs_output=True)
        at = program.settled(range(4, program.lines - 2), range(left_edge(program), program.columns))
        costs.append((program.cpu() - cpu) / 1e6)
        if at is None:
            raise Ended("Enter showed no thread:\n" + program.screen().text())
        times.append((at - before) / 1e6)
        program.write(b"q")
        program.until_quiet(60)
    return {"open ms": median(times), "open: p95 ms": percentile(times, 0.95), "open: cpu ms": median(costs)}


def left_edge(program):
    """The first column of the thread beside the list, as the layout has it."""
    if program.columns < 100:
        return 0
    views = 31 if program.columns >= 179 else 0
    return views + max(44, program.columns * 2 // 5 - (28 if program.columns >= 150 else 0)) + 1


def flood(program, keys, rate):
    """A key held down: how long it takes to come to rest afterwards."""
    entry, cpu, first = len(program.log), program.cpu(), now()
    sent = 0
    while sent < keys:
        due = min(keys, int((now() - first) * rate / 1e9) + 1)
        program.write(b"j" * (due - sent))
        sent = due
        program.read(first + int(sent * 1e9 / rate))
    end = now()
    program.until_quiet(300)
    rest = max(0, program.log[-1][0] - end) / 1e6
    sizes = sum(len(data) for _, data in program.log[entry:])
    return {"flood: rest ms": max(rest, 0.01), "flood: cpu µs": (program.cpu() - cpu) / keys / 1e3,
            "flood: bytes": sizes / keys}


def launch(command, size, environment):
    """Starts a program and waits for its first page."""
    program = Program(command, *size, environment)
    try:
        program.until_shown(BAR)
        program.until_quiet(200)
    except Ended:
        program.end()
        raise
    return program


def start(command, size, environment):
    program = launch(command, size, environment)
    try:
        cpu = program.cpu()
        at = program.settled(list_rows(program), range(program.columns))
        return {"start ms": (at - program.started) / 1e6, "start: cpu ms": cpu / 1e6,
                "start: bytes": len(program.bytes())}
    finally:
        program.end()


def session(command, size, environment, options):
    """All that is measured of one process."""
    program = launch(command, size, environment)
    try:
        program.write(b"3")  # riad begins with the agent's zones, the floor knows only all that is open
        program.until_quiet(200)
        figures = walk(program, options.keys, "")
        figures.update(open_threads(program, options.opens))
        if program.columns >= 100:
            program.write(b"\r")
            program.until_quiet(200)
            program.write(b"\t")
            program.until_quiet(100)
            if "┬" not in program.screen().text():
                raise Ended("no split:\n" + program.screen().text())
            program.write(b"k" * 40)
            program.until_quiet(100)
            figures.update(walk(program, options.keys, "split "))
        if options.flood:
            figures.update(flood(program, options.flood, 1000))
        figures["memory MiB"] = program.status("VmRSS") / 1024
        return figures
    finally:
        program.end()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--riad", required=True, help="the program")
    parser.add_argument("--floor", required=True, help="the floor with libpq")
    parser.add_argument("--database", required=True, help="a connection URI")
    parser.add_argument("--sizes", default="80x24,120x40,200x50")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--keys", type=int, default=200)
    parser.add_argument("--opens", type=int, default=10)
    parser.add_argument("--flood", type=int, default=3000, help="keys of the flood; 0 leaves it out")
    parser.add_argument("--page", type=int, required=True, help="rows that riad asks for at its start at least")
    parser.add_argument("--starts", type=int, default=15, help="rounds of starts")
    parser.add_argument("--realtime", action="store_true", help="as root: harness and programs ahead of the machine's other work")
    options = parser.parse_args()
    if options.realtime:
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(2))
    failures = 0
    with tempfile.TemporaryDirectory(prefix="riad-bench-") as home:
        environment = environment_of(home)
        riad = [options.riad, "--database", options.database]
        floor = [options.floor, options.database]
        for size in options.sizes.split(","):
            cells = tuple(map(int, size.split("x")))
            failures += rounds("start, %s" % size, options.starts,
                               lambda: start(riad, cells, environment),
                               lambda: start(floor + [str(first_page(cells, options.page))], cells, environment))
            failures += rounds("keys, %s" % size, options.rounds,
                               lambda: session(riad, cells, environment, options),
                               lambda: session(floor + ["4000"], cells, environment, options))
    sys.exit(1 if failures else 0)


def first_page(cells, least):
    """How many rows riad asks for at its start: those of the screen, of two lines each, and the margin below them."""
    rows = (cells[1] - 4) // 2
    return max(least, rows + max(16, rows) + 1)


def environment_of(home):
    """What both programs find around them: nothing of the person who measures."""
    kept = {"PATH": os.environ.get("PATH", "/usr/bin:/bin")}
    return dict(kept, TERM="xterm-256color", LANG="C.UTF-8", TZ="UTC", HOME=home, XDG_STATE_HOME=home + "/state",
                XDG_CONFIG_HOME=home + "/config", XDG_DATA_HOME=home + "/data", XDG_CACHE_HOME=home + "/cache")


def rounds(heading, count, ours, theirs):
    """Runs both by turns, the one first that came second before, and prints their table; counts rounds that failed."""
    done, failed = [], 0
    for turn in range(count):
        try:
            pair = {which: run() for which, run in ((0, ours), (1, theirs))[::1 if turn % 2 == 0 else -1]}
            done.append((pair[0], pair[1]))
        except Ended as reason:
            failed += 1
            print("round %d of %s failed: %s" % (turn + 1, heading, reason), file=sys.stderr)
    if done:
        compare(heading, done, GOALS)
        sys.stdout.flush()
    return failed


if __name__ == "__main__":
    main()
