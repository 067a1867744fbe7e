"""Every page of the inbox that the screen offers, as four readers: states, priorities, whose, order, place in the list.

Prints for each reader, order and place the median page, the slowest page by its median, and how many are over the goal;
then the slowest of all; then for each reader the filters in an order, by the median of their places. Times include the way
over the socket and the rows' arrival. On a machine that is shared with others one pass says how busy those are: with several
passes a page's figure is the median of its medians, and those are counted beside it that are over the goal in every pass.
"""
import argparse
import itertools
import subprocess
import sys

from figures import median, table

OPEN = ["NOUVELLE", "EN_COURS", "EN_ATTENTE", "TRANSFÉRÉE"]
CLOSED = ["RÉSOLUE", "CLÔTURÉE", "ARCHIVÉE"]
STATES = {"open": OPEN, "finished": ["RÉSOLUE", "CLÔTURÉE"], "all": OPEN + CLOSED, "new+late": ["NOUVELLE", "TRANSFÉRÉE"]}
STATES.update({state.lower(): [state] for state in OPEN + CLOSED})
PRIORITIES = {"any": [], "urgent": [3], "low": [0], "high+urgent": [2, 3], "medium": [1]}
ASSIGNMENTS = ["anyone", "mine", "nobody"]
ORDERS = ["priority", "activity", "deadline"]
PLACES = ["first", "next", "1000 down", "before", "last"]


def questions():
    for (states, labels), (prios, numbers), whose, order in itertools.product(
            STATES.items(), PRIORITIES.items(), ASSIGNMENTS, ORDERS):
        yield "\t".join(["%s, %s, %s" % (states, prios, whose), order, "{%s}" % ",".join(labels),
                         "{%s}" % ",".join(map(str, numbers)), whose])
    yield "floor\t\t\t\t"


def ask(options, uri):
    """(filter, order, place, rows, median, 95th percentile, best pass's median) of every page for one reader."""
    passes = {}
    command = [options.program, uri, options.statements, str(options.page), str(options.runs)]
    for _ in range(options.passes):
        done = subprocess.run(command, input="\n".join(questions()) + "\n", stdout=subprocess.PIPE, check=True, text=True)
        for line in done.stdout.splitlines():
            label, order, place, rows, middle, high = line.split("\t")
            passes.setdefault((label, order, place, int(rows)), []).append((float(middle), float(high)))
    for page, figures in passes.items():
        middles = [middle for middle, _ in figures]
        yield page + (median(middles), median([high for _, high in figures]), min(middles))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True, help="the compiled pages.c")
    parser.add_argument("--statements", required=True, help="the folder of the .sql files")
    parser.add_argument("--reader", action="append", required=True, metavar="NAME=URI", help="a connection for each reader")
    parser.add_argument("--page", type=int, required=True, help="rows of a page")
    parser.add_argument("--runs", type=int, default=30, help="of each page")
    parser.add_argument("--passes", type=int, default=1, help="over all pages, one after the other")
    parser.add_argument("--goal", type=float, default=3.0, metavar="MS", help="for every median")
    parser.add_argument("--worst", type=int, default=15, help="how many of the slowest to name")
    options = parser.parse_args()
    everything, summary = [], []
    for reader in options.reader:
        name, uri = reader.split("=", 1)
        pages = list(ask(options, uri))
        everything += [(name,) + page for page in pages]
        for order, place in itertools.product(ORDERS, PLACES):
            chosen = [page for page in pages if page[0] != "floor" and page[1:3] == (order, place)]
            if chosen:
                slowest = max(chosen, key=lambda page: page[4])
                summary.append(("%s, by %s, %s" % (name, order, place), "%d" % len(chosen),
                                median([page[4] for page in chosen]), slowest[4], slowest[5],
                                "%d" % sum(page[4] > options.goal for page in chosen),
                                "%d" % sum(page[6] > options.goal for page in chosen), slowest[0]))
        floor = next(page for page in pages if page[0] == "floor")
        summary.append(("%s, the floor's first page" % name, "1", floor[4], floor[4], floor[5], "", "", ""))
    table("pages of %d, ms, %d runs each in %d passes; over: medians over %s ms, always: in each pass"
          % (options.page, options.runs, options.passes, options.goal),
          ["", "filters", "median", "slowest", "its p95", "over", "always", "which"], summary)
    pages = sorted((page for page in everything if page[1] != "floor"), key=lambda page: -page[5])
    table("the slowest of %d" % len(pages), ["", "order", "place", "rows", "median", "p95", "best"],
          [("%s: %s" % page[:2],) + page[2:4] + ("%d" % page[4],) + page[5:] for page in pages[:options.worst]])
    over = sum(page[5] > options.goal for page in pages)
    always = sum(page[7] > options.goal for page in pages)
    print("\n  %d of %d medians are over %s ms, %d of them in each pass" % (over, len(pages), options.goal, always))
    print_filters(pages, options.goal)
    sys.exit(1 if over else 0)


def print_filters(pages, goal):
    """Each reader's filters in an order, by the median of their places."""
    places = {}
    for name, label, order, _, _, middle, _, _ in pages:
        places.setdefault(name, {}).setdefault((label, order), []).append(middle)
    rows = []
    for name, filters in places.items():
        figures = sorted(((median(middles),) + key for key, middles in filters.items()), reverse=True)
        medians = [figure[0] for figure in figures]
        rows.append((name, "%d" % len(figures), median(medians), medians[0], "%d" % sum(m > goal for m in medians),
                     "%s by %s" % figures[0][1:]))
    table("filters in an order, ms, the median of their places; over: %s ms" % goal,
          ["", "filters", "median", "slowest", "over", "which"], rows)


if __name__ == "__main__":
    main()
