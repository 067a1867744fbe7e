"""The part of a terminal that ncurses uses under xterm-256color: what a program's bytes look like."""
import ctypes
import functools
import locale
import re

locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
_wcwidth = ctypes.CDLL(None).wcwidth
_wcwidth.argtypes = [ctypes.c_wchar]
SEQUENCE = re.compile(
    r"\x1b\[([?>=]?)([0-9;:]*)([@-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][0-9A-Za-z]|\x1b([0-9=>A-Za-z])"
)
UNFINISHED = re.compile(r"\x1b(?:\[[?>=]?[0-9;:]*|\][^\x07\x1b]*\x1b?|[()]?)?$")
PLAIN = "0"


@functools.lru_cache(8192)
def width(character):
    return _wcwidth(character)


class Screen:
    def __init__(self, columns, lines):
        self.columns, self.lines = columns, lines
        self.cells = [self._blank_row() for _ in range(lines)]
        self.row = self.column = 0
        self.top, self.bottom = 0, lines - 1
        self.pen = PLAIN
        self.last = " "
        self.rest = b""
        self.text_rest = ""

    def _blank_row(self):
        return [(" ", PLAIN)] * self.columns

    def feed(self, data):
        data = self.rest + data
        end = len(data)
        for back in range(1, min(4, end) + 1):  # a character that isn't whole yet
            byte = data[-back]
            if byte >= 0xC0:
                if back < (2 if byte < 0xE0 else 3 if byte < 0xF0 else 4):
                    end -= back
                break
            if byte < 0x80:
                break
        self.rest = data[end:]
        text = self.text_rest + data[:end].decode("utf-8", "replace")
        unfinished = UNFINISHED.search(text)
        self.text_rest = text[unfinished.start():] if unfinished else ""
        text = text[:unfinished.start()] if unfinished else text
        place = 0
        while place < len(text):
            if text[place] == "\x1b":
                match = SEQUENCE.match(text, place)
                if not match:
                    place += 1
                    continue
                self._obey(match)
                place = match.end()
            else:
                self._write(text[place])
                place += 1

    def _write(self, character):
        if character == "\r":
            self.column = 0
        elif character == "\n":
            self._line_feed()
        elif character == "\b":
            self.column = max(0, self.column - 1)
        elif character == "\t":
            self.column = min(self.columns - 1, self.column // 8 * 8 + 8)
        elif character >= " ":
            cells = width(character)
            if cells == 0 and self.column:
                text, pen = self.cells[self.row][self.column - 1]
                self.cells[self.row][self.column - 1] = (text + character, pen)
            if cells <= 0:
                return
            if self.column + cells > self.columns:
                self.column = 0
                self._line_feed()
            self.cells[self.row][self.column] = (character, self.pen)
            if cells == 2:
                self.cells[self.row][self.column + 1] = ("", self.pen)
            self.column += cells
            self.last = character

    def _line_feed(self):
        if self.row == self.bottom:
            self._scroll(1)
        else:
            self.row = min(self.lines - 1, self.row + 1)

    def _scroll(self, count):
        for _ in range(abs(count)):
            if count > 0:
                del self.cells[self.top]
                self.cells.insert(self.bottom, self._blank_row())
            else:
                del self.cells[self.bottom]
                self.cells.insert(self.top, self._blank_row())

    def _erase(self, row, first, end):
        self.cells[row][first:end] = [(" ", self._ground())] * max(0, end - first)

    def _ground(self):
        return ";".join(["0"] + [part for part in self.pen.split(";") if part.startswith("48:")])

    def _obey(self, match):
        mark, values, final, short = match.groups()
        if short:
            if short == "M":
                self._scroll(-1) if self.row == self.top else setattr(self, "row", max(0, self.row - 1))
            return
        if not final or mark:
            if final == "h" and values == "1049":
                self.cells = [self._blank_row() for _ in range(self.lines)]
            return
        numbers = [int(n) if n else 0 for n in values.replace(":", ";").split(";")]
        n = numbers[0] or 1
        if final in "Hf":
            self.row = min(self.lines, n) - 1
            self.column = min(self.columns, (numbers + [1])[1] or 1) - 1
        elif final == "d":
            self.row = min(self.lines, n) - 1
        elif final in "G`":
            self.column = min(self.columns, n) - 1
        elif final == "A":
            self.row = max(0, self.row - n)
        elif final == "B":
            self.row = min(self.lines - 1, self.row + n)
        elif final == "C":
            self.column = min(self.columns - 1, self.column + n)
        elif final == "D":
            self.column = max(0, self.column - n)
        elif final == "Z":
            self.column = max(0, (self.column - 1) // 8 * 8)
        elif final == "b":
            for _ in range(n):
                self._write(self.last)
        elif final == "m":
            self._dress(numbers)
        elif final == "r":
            self.top, self.bottom = n - 1, ((numbers + [0])[1] or self.lines) - 1
            self.row = self.column = 0
        elif final == "S":
            self._scroll(n)
        elif final == "T":
            self._scroll(-n)
        else:
            self._edit(final, numbers[0], n)

    def _edit(self, final, value, n):
        line = self.cells[self.row]
        if final == "K":
            self._erase(self.row, self.column if value == 0 else 0, self.column + 1 if value == 1 else self.columns)
        elif final == "J":
            rows = range(self.row + 1, self.lines) if value == 0 else range(self.row) if value == 1 else range(self.lines)
            for row in rows:
                self._erase(row, 0, self.columns)
            if value < 2:
                self._edit("K", value, n)
        elif final == "X":
            self._erase(self.row, self.column, min(self.columns, self.column + n))
        elif final == "P":
            del line[self.column:self.column + n]
            line += [(" ", self._ground())] * (self.columns - len(line))
        elif final == "@":
            line[self.column:self.column] = [(" ", self._ground())] * n
            del line[self.columns:]
        elif final in "LM":
            top, self.top = self.top, self.row
            self._scroll(-n if final == "L" else n)
            self.top = top

    def _dress(self, numbers):
        parts = dict(part.split(":", 1) if ":" in part else (part, "") for part in self.pen.split(";"))
        while numbers:
            n = numbers.pop(0)
            if n == 0:
                parts = {PLAIN: ""}
            elif n in (38, 48) and numbers[:1] == [5]:
                parts[str(n)] = "%d" % numbers[1]
                numbers = numbers[2:]
            elif n in (38, 48) and numbers[:1] == [2]:
                parts[str(n)] = "%d.%d.%d" % tuple(numbers[1:4])
                numbers = numbers[4:]
            elif 30 <= n < 38 or 90 <= n < 98:
                parts["38"] = "%d" % (n - 30 if n < 90 else n - 82)
            elif 40 <= n < 48 or 100 <= n < 108:
                parts["48"] = "%d" % (n - 40 if n < 100 else n - 92)
            elif n in (39, 49):
                parts.pop(str(n - 1), None)
            elif n == 22:
                parts.pop("1", None), parts.pop("2", None)
            elif 23 <= n < 30:
                parts.pop(str(n - 20), None)
            else:
                parts[str(n)] = ""
        self.pen = ";".join(key + (":" + value if value else "") for key, value in sorted(parts.items()))

    def area(self, rows, columns):
        """The cells of some rows and columns, with what they are painted in."""
        return [tuple(self.cells[row][columns.start:columns.stop]) for row in rows]

    def text(self):
        return "\n".join("".join(text for text, _ in row).rstrip() for row in self.cells)
