"""Which functions run when: riad under callgrind, led through what people do most. Writes the linker's list of them.

Only what runs counts, not how long it takes: nothing is measured. Nothing is sent or changed.
"""
import argparse
import collections
import multiprocessing
import re
import shutil
import subprocess
import sys
import tempfile

import layout
from keys import BAR, environment_of
from terminal import Ended, Program

ENTER, TAB, ESCAPE, RUBOUT, THROW_AWAY = "\r", "\t", "\x1b", "\x7f", "\x18"
LINE = re.compile(r"(fn|cfn|ob|cob)=\((\d+)\)(?: (.*))?$")
WAIT = ""


class Traced:
    """A riad under callgrind. `walks` holds for each walk the functions that ran at each of its keys; `ran` holds for
    everything else those that ran in it."""

    def __init__(self, riad, database, columns, lines, home):
        self.riad, self.dumps, self.count = riad, home + "/calls", 0
        self.walks, self.ran = [], {}
        command = [shutil.which("valgrind"), "--tool=callgrind", "--demangle=no", "--callgrind-out-file=" + self.dumps,
                   riad, "--database", database]
        self.program = Program(command, columns, lines, environment_of(home))

    def start(self):
        self.program.until_shown(BAR, patience_s=120)
        self.program.until_quiet(1500, patience_s=30)
        self.note("start")

    def do(self, name, *keys):
        for key in keys:
            self.press(key)
        self.note(name)

    def press(self, key):
        """One key and its frame; WAIT stays for what comes by itself."""
        self.program.write(key.encode())
        if key == WAIT:
            self.program.until_quiet(6000, patience_s=6)
        else:
            self.program.until_quiet(150, patience_s=1.5, needs_output=True)

    def note(self, name):
        self.ran[name] = self.ran.get(name, set()) | self.since_last()

    def walk(self):
        """j and k inside the page, then j that scrolls."""
        for before, keys in (("", "jjjkkkjk"), ("j" * (self.program.lines // 2), "jjjjjj")):
            self.do("some keys", *before)
            steps = []
            for key in keys:
                self.press(key)
                steps.append(self.since_last())
            self.walks.append(steps)
        self.do("some keys", *"kkkk")

    def since_last(self):
        """The functions that have run since this was last asked for."""
        self.count += 1
        subprocess.run(["callgrind_control", "--dump", str(self.program.pid)], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return set(functions_in("%s.%d" % (self.dumps, self.count), self.riad))


def functions_in(path, program):
    """The program's own functions in a dump, which spells a name out where it is first used."""
    names, mine = {}, False
    with open(path, encoding="utf-8", errors="replace") as lines:
        for kind, number, name in (match.groups() for match in map(LINE.match, lines) if match):
            if name:
                names[kind[-2:], number] = name
            if kind == "ob":
                mine = names[kind, number] == program
            elif kind == "fn" and mine:
                yield re.sub(r"'\d+$", "", names[kind, number])


def trace(riad, database, columns, lines):
    """One console of a size, from its start on: Traced's walks, and what ran in everything else."""
    with tempfile.TemporaryDirectory(prefix="riad-order-") as home:
        traced = Traced(riad, database, columns, lines, home)
        try:
            traced.start()
            traced.walk()
            traced.do("threads", "1", ENTER, WAIT, *"jjkk", "q", "j", ENTER, WAIT, *"JKGgbb")
            if columns >= 100:
                traced.do("threads", TAB)
                traced.walk()
                traced.do("threads", TAB)
            traced.do("writing", "i", *"Bonjour, été", RUBOUT, ENTER, "x", ESCAPE, "i", THROW_AWAY, "y")
            traced.do("overlays", "q", "?", ESCAPE, "f", "j", ESCAPE, "/", *" priority:high", ENTER)
            traced.do("overlays", ":", *"zo", ESCAPE)
            for opener in "wspteVS":
                traced.do("overlays", opener, ESCAPE)
            traced.do("overlays", *"23o-")
            traced.do("by itself", WAIT, WAIT)
            return traced.walks, traced.ran
        finally:
            traced.program.end()


def of_each_key(walks):
    """The functions that ran at half of a walk's keys or more, those first that do so in most walks."""
    walks_of = {}
    for number, steps in enumerate(walks):
        counts = collections.Counter(name for step in steps for name in step)
        for name in (name for name, count in counts.items() if 2 * count >= len(steps)):
            walks_of.setdefault(name, []).append(number)
    return sorted(walks_of, key=lambda name: (-len(walks_of[name]), walks_of[name], name))


def grouped(consoles, places):
    """[(heading, functions)]: each function that the linker can move, where it is needed most."""
    walks = [steps for walks, _ in consoles for steps in walks]
    ran = {name: set().union(*(ran[name] for _, ran in consoles)) for name in consoles[0][1]}
    ran["some keys"].update(*(step for steps in walks for step in steps))
    groups, taken = [], set()
    for heading in ["each key", "by itself", "some keys", "threads", "writing", "overlays", "start"]:
        names = of_each_key(walks) if heading == "each key" else sorted(ran[heading])
        groups.append((heading, [name for name in names if name in places and name not in taken]))
        taken.update(names)
    return groups


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--riad", required=True, help="the program")
    parser.add_argument("--map", required=True, help="the linker's map of it")
    parser.add_argument("--database", required=True, help="a connection URI")
    parser.add_argument("--list", required=True, help="the file to write")
    parser.add_argument("--sizes", default="80x24,120x40")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="riad-order-") as folder:
        # Valgrind reads no debug information of lld's; it names functions by the symbols, too.
        riad = folder + "/riad"
        subprocess.run(["strip", "--strip-debug", "-o", riad, options.riad], check=True)
        consoles = [(riad, options.database, *map(int, size.split("x"))) for size in options.sizes.split(",")]
        with multiprocessing.Pool(len(consoles)) as pool:
            try:
                traces = pool.starmap(trace, consoles, chunksize=1)
            except Ended as reason:
                sys.exit("under valgrind: %s" % reason)
    layout.write(options.list, grouped(traces, layout.movable(options.map)))


if __name__ == "__main__":
    main()
