"""The list of functions that the linker lays side by side, and where it has put them, from its map of the program."""
import argparse
import re

from figures import table

PAGE = 4096
ENTRY = re.compile(r"^ *([0-9a-f]+) +[0-9a-f]+ +([0-9a-f]+) +\d+ ( *)(\S.*)$")
HEADER = """\
# The functions of riad by when they run; a release is linked in this order, and names that are gone are passed over.
# Made by Tests/Benchmarks/run order.
"""


def movable(path):
    """{function: (address, size)} of those in a section of their own; what shares one with others stays where it is."""
    found, own = {}, False
    with open(path, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            entry = ENTRY.match(line)
            if not entry:
                continue
            address, size, indent, name = entry.groups()
            if len(indent) == 8:
                own = ":(.text." in name
            elif own and len(indent) == 16 and int(size, 16):
                found[name] = (int(address, 16), int(size, 16))
    return found


def write(path, groups):
    """Writes [(heading, functions)]."""
    with open(path, "w", encoding="utf-8") as file:
        file.write(HEADER)
        for heading, functions in groups:
            file.write("\n# %s\n%s\n" % (heading, "\n".join(functions)))


def read(path):
    """The groups of a written list."""
    groups = []
    with open(path, encoding="utf-8") as lines:
        for line in lines.read().split("\n\n", 1)[1].splitlines():
            if line.startswith("# "):
                groups.append((line[2:], []))
            elif line:
                groups[-1][1].append(line)
    return groups


def pages(functions, places):
    """The pages of memory that functions lie on."""
    touched = set()
    for address, size in (places[name] for name in functions if name in places):
        touched.update(range(address // PAGE, (address + size - 1) // PAGE + 1))
    return touched


def main():
    parser = argparse.ArgumentParser(description="Prints how many pages the functions of a list lie on.")
    parser.add_argument("--list", required=True)
    parser.add_argument("--before", required=True, metavar="MAP", help="of the program as it was linked before")
    parser.add_argument("--after", required=True, metavar="MAP", help="of the program linked by the list")
    options = parser.parse_args()
    before, after = movable(options.before), movable(options.after)
    rows, all_before, all_after = [], set(), set()
    for heading, functions in read(options.list):
        old, new = pages(functions, before), pages(functions, after)
        all_before |= old
        all_after |= new
        size = sum(after[name][1] for name in functions if name in after)
        rows.append((heading, len(functions), "%d" % (size // 1024), "%d" % len(old), "%d" % len(new)))
    rows.append(("together", sum(row[1] for row in rows), "", "%d" % len(all_before), "%d" % len(all_after)))
    table("functions by when they run", ["", "functions", "KiB", "pages before", "pages after"], rows)


if __name__ == "__main__":
    main()
