"""A program in a pseudo-terminal, measured from outside: when its bytes come, what it costs, what it shows.

Times are CLOCK_MONOTONIC nanoseconds. A program's first moment is read in the child, just before it becomes the program.
"""
import ctypes
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time

from screen import Screen

now = time.monotonic_ns
LIBC = ctypes.CDLL(None, use_errno=True)
BACKGROUND_QUESTION = re.compile(rb"\x1b\]11;\?(?:\x07|\x1b\\)")


class Ended(Exception):
    """The program is gone, or never showed what was waited for."""


class Program:
    """One run. `log` holds (moment, bytes) of everything that it wrote."""

    def __init__(self, command, columns, lines, environment):
        self.columns, self.lines = columns, lines
        self.log = []
        self.model, self.fed = Screen(columns, lines), 0
        said, says = os.pipe()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.close(said)
            os.read(0, 1)  # until the size is set
            os.write(says, struct.pack("q", now()))
            os.close(says)
            try:
                os.execve(command[0], command, environment)
            finally:
                os._exit(127)
        os.close(says)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        os.set_blocking(self.terminal, False)
        os.write(self.terminal, b"\n")
        self.started = struct.unpack("q", os.read(said, 8))[0]
        os.close(said)

    def read(self, until):
        """Takes what comes before a moment: True with the first bytes, False when the moment has come."""
        left = (until - now()) / 1e9
        ready, _, _ = select.select([self.terminal], [], [], max(0, left))
        if not ready:
            return False
        try:
            data = os.read(self.terminal, 1 << 16)
        except BlockingIOError:
            return True
        except OSError:
            data = b""
        if not data:
            raise Ended("the program ended: " + self.screen().text()[-400:])
        self.log.append((now(), data))
        if BACKGROUND_QUESTION.search(data):
            self.write(b"\x1b]11;rgb:0000/0000/0000\x1b\\")
        return True

    def write(self, keys):
        """Types; a full pipe is emptied meanwhile."""
        while keys:
            try:
                keys = keys[os.write(self.terminal, keys):]
            except BlockingIOError:
                self.read(now() + 1_000_000)

    def until_quiet(self, silence_ms, patience_s=5.0, needs_output=False):
        """Reads until nothing has come for a while; the moment of the last bytes, or None where none came."""
        first = len(self.log)
        end = now() + int(patience_s * 1e9)
        while now() < end:
            came = self.read(min(end, now() + int(silence_ms * 1e6)))
            if not came and (len(self.log) > first or not needs_output):
                break
        return self.log[-1][0] if len(self.log) > first else None

    def until_shown(self, pattern, patience_s=20.0):
        """Reads until the bytes so far hold a pattern."""
        end = now() + int(patience_s * 1e9)
        while not re.search(pattern, self.bytes()):
            if not self.read(end):
                raise Ended("never showed %r; showed\n%s" % (pattern, self.screen().text()))

    def bytes(self, first=0):
        """All that was written from an entry of the log on."""
        return b"".join(data for _, data in self.log[first:])

    def screen(self):
        """What is on the screen now."""
        for _, data in self.log[self.fed:]:
            self.model.feed(data)
        self.fed = len(self.log)
        return self.model

    def settled(self, rows, columns):
        """Plays what came since the screen was last asked for: the moment from which a part of it looked as it does at
        the end, or None where that part never changed."""
        shown, moments = self.model.area(rows, columns), []
        for at, data in self.log[self.fed:]:
            self.model.feed(data)
            after = self.model.area(rows, columns)
            if after != shown:
                moments.append(at)
            shown = after
        self.fed = len(self.log)
        return moments[-1] if moments else None

    def cpu(self):
        """Processor time used so far by all threads, in nanoseconds."""
        clock = ctypes.c_int()
        if LIBC.clock_getcpuclockid(self.pid, ctypes.byref(clock)):
            raise Ended("no processor clock")
        return time.clock_gettime_ns(clock.value)

    def status(self, name):
        """A number of /proc's status, such as VmRSS in KiB or voluntary_ctxt_switches; summed over threads for the latter."""
        total = 0
        folders = ["/proc/%d" % self.pid]
        if name.endswith("switches"):
            folders = ["/proc/%d/task/%s" % (self.pid, t) for t in os.listdir("/proc/%d/task" % self.pid)]
        for folder in folders:
            with open(folder + "/status") as file:
                total += sum(int(line.split()[1]) for line in file if line.startswith(name + ":"))
        return total

    def end(self):
        """Ends the program, politely first, and waits for it."""
        os.kill(self.pid, signal.SIGTERM)
        deadline = now() + 3_000_000_000
        while os.waitpid(self.pid, os.WNOHANG) == (0, 0):
            if now() > deadline:
                os.kill(self.pid, signal.SIGKILL)
                deadline += 10_000_000_000
            try:
                self.read(now() + 5_000_000)
            except Ended:
                time.sleep(0.002)
        os.close(self.terminal)
