"""Medians, percentiles, tables."""


def percentile(values, share):
    """The value below which a share (0 to 1) of the values lies, between neighbours by proportion."""
    values = sorted(values)
    place = (len(values) - 1) * share
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (place - low)


def median(values):
    return percentile(values, 0.5)


def number(value):
    return "–" if value is None else "%.0f" % value if abs(value) >= 1000 else "%.3g" % value


def table(heading, columns, rows):
    """Prints rows under a heading; the first column is left-aligned."""
    cells = [columns] + [[cell if isinstance(cell, str) else number(cell) for cell in row] for row in rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(columns))]
    print("\n" + heading)
    for index, row in enumerate(cells):
        print("  " + row[0].ljust(widths[0]) + "".join("  " + c.rjust(w) for c, w in zip(row[1:], widths[1:])))
        if index == 0:
            print("  " + "─" * (sum(widths) + 2 * len(widths) - 2))


def compare(heading, rounds, goals):
    """Prints two programs side by side. A round is a pair of {metric: value}; ratios are taken within a round."""
    rows = []
    for metric in rounds[0][0]:
        pairs = [(a[metric], b[metric]) for a, b in rounds if a.get(metric) is not None and b.get(metric)]
        if not pairs:
            continue
        ratios = [a / b for a, b in pairs]
        goal = goals.get(metric)
        ratio = median(ratios)
        verdict = "" if goal is None else "ok" if ratio <= goal else "MISSED"
        rows.append((metric, median([a for a, _ in pairs]), median([b for _, b in pairs]), "%.2f" % ratio,
                     "%.2f…%.2f" % (min(ratios), max(ratios)), "" if goal is None else "≤ %.1f" % goal, verdict))
    table("%s, medians of %d rounds" % (heading, len(rounds)),
          ["", "riad", "floor", "ratio", "range", "goal", ""], rows)
