"""What riad costs while nobody types, and what it has grown to after ten thousand rows."""
import argparse
import os
import sys
import tempfile
import time

from figures import table
from keys import environment_of, launch
from terminal import Ended, now


def idle(command, size, environment, seconds):
    """Wake-ups and processor time of a console that is left alone."""
    program = launch(command, size, environment)
    try:
        program.until_quiet(1500, patience_s=8)
        switches, forced = program.status("voluntary_ctxt_switches"), program.status("nonvoluntary_ctxt_switches")
        cpu, entry, begin = program.cpu(), len(program.log), now()
        end = begin + int(seconds * 1e9)
        while now() < end:
            program.read(end)
        span = (now() - begin) / 1e9
        return [
            ("wake-ups a minute", (program.status("voluntary_ctxt_switches") - switches) * 60 / span),
            ("forced off the processor a minute", (program.status("nonvoluntary_ctxt_switches") - forced) * 60 / span),
            ("processor %", (program.cpu() - cpu) / span / 1e7),
            ("bytes a minute", sum(len(data) for _, data in program.log[entry:]) * 60 / span),
            ("memory MiB", program.status("VmRSS") / 1024),
        ]
    finally:
        program.end()


def walked(command, size, environment, rows):
    """Memory before, on the way and after so many rows, walked down one by one; every one of them was shown."""
    program = launch(command, size, environment)
    try:
        program.until_quiet(500)
        memory, begin = [program.status("VmRSS") / 1024], time.monotonic()
        for share in (rows // 10, rows - rows // 10):
            for _ in range(share):
                step_down(program)
            program.until_quiet(300)
            memory.append(program.status("VmRSS") / 1024)
        return [("rows walked", rows), ("seconds", time.monotonic() - begin), ("memory at start, MiB", memory[0]),
                ("memory after a tenth, MiB", memory[1]), ("memory after all, MiB", memory[2]),
                ("memory at most, MiB", program.status("VmHWM") / 1024)]
    finally:
        program.end()


def step_down(program):
    """Presses j until the selection moves: at the window's edge it waits for the next page."""
    for _ in range(20):
        program.write(b"j")
        if program.until_quiet(2, needs_output=True, patience_s=0.25):
            return
    raise Ended("the list did not move on:\n" + program.screen().text())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--riad", required=True)
    parser.add_argument("--database", required=True)
    parser.add_argument("--size", default="120x40")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rows", type=int, default=10000)
    options = parser.parse_args()
    cells = tuple(map(int, options.size.split("x")))
    command = [options.riad, "--database", options.database]
    with tempfile.TemporaryDirectory(prefix="riad-bench-") as home:
        environment = environment_of(home)
        table("idle for %.0f s, %s" % (options.seconds, options.size), ["", "riad"],
              idle(command, cells, environment, options.seconds))
        figures = walked(command, cells, environment, options.rows)
        table("%d rows walked, %s (goal: at most 25 MiB)" % (options.rows, options.size), ["", "riad"], figures)
    sys.exit(0 if dict(figures)["memory at most, MiB"] <= 25 else 1)


if __name__ == "__main__":
    main()
