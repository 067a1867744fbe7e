"""What many consoles cost the server while colleagues answer: its processor time, whatever the wall clock says.

The consoles are real ones in terminals of their own: a third has a thread open, a quarter has the latest first. A change is
a supervisor's answer in an open conversation, or, one in four, another priority, and its announcement. Processor time is that
of the server's processes: the consoles' connections, the one that makes the changes, and the others, such as the writers.
"""
import argparse
import fcntl
import os
import pty
import random
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

from figures import table
from keys import environment_of

TICKS = os.sysconf("SC_CLK_TCK")
CONVERSATIONS = "SELECT id FROM public.conversations WHERE is_open AND last_seq > 0 ORDER BY md5(id::text) LIMIT 2000"
ANSWER = "SELECT FROM riad.send_message(gen_random_uuid(), '%s', 'Bien noté, merci.', false, NULL, false);"
PRIORITY = "SELECT FROM riad.set_priority('%s', '%s');"


class Crowd:
    """Consoles in terminals; what they write is read and forgotten."""

    def __init__(self, command, home, count):
        self.terminals, self.pids, self.poll = [], [], select.poll()
        for index in range(count):
            place = os.path.join(home, str(index))
            os.mkdir(place)
            pid, terminal = pty.fork()
            if pid == 0:
                os.execve(command[0], command, environment_of(place))
            fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
            os.set_blocking(terminal, False)
            self.pids.append(pid)
            self.terminals.append(terminal)
            self.poll.register(terminal, select.POLLIN)
            self.read(0.1)
        self.read(5)
        for index, terminal in enumerate(self.terminals):
            keys = (b"o" if index % 4 == 1 else b"") + (b"j" * (index % 16) + b"\r" if index % 3 == 0 else b"")
            for key in keys:
                os.write(terminal, bytes([key]))
                self.read(0.02)

    def read(self, seconds):
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            for terminal, _ in self.poll.poll(left * 1000):
                try:
                    data = os.read(terminal, 1 << 16)
                except OSError:
                    data = b""
                if not data:
                    raise SystemExit("a console has ended")

    def cpu(self):
        return sum(ticks(pid) for pid in self.pids) / TICKS

    def end(self):
        for pid in self.pids:
            os.kill(pid, signal.SIGTERM)
        for terminal in self.terminals:
            os.close(terminal)
        for pid in self.pids:
            os.waitpid(pid, 0)


class Colleague:
    """A session that makes the changes."""

    def __init__(self, uri):
        found = subprocess.run(["psql", "-qXAt", uri, "-c", CONVERSATIONS], stdout=subprocess.PIPE, check=True, text=True)
        self.conversations, self.count = found.stdout.split(), 0
        self.psql = subprocess.Popen(["psql", "-qXAt", "-v", "ON_ERROR_STOP=0", uri], stdin=subprocess.PIPE,
                                     stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, bufsize=1)
        self.say("SELECT pg_backend_pid();")
        self.backend = int(self.psql.stdout.readline())

    def say(self, line):
        self.psql.stdin.write(line + "\n")
        self.psql.stdin.flush()

    def change(self):
        self.count += 1
        conversation = random.choice(self.conversations)
        if self.count % 4 == 0:
            self.say(PRIORITY % (conversation, random.choice(["low", "medium", "high", "urgent"])))
        else:
            self.say(ANSWER % conversation)
        self.say("SELECT FROM riad.broadcast_conversation('%s');" % conversation)

    def end(self):
        self.psql.stdin.close()
        self.psql.wait()


def stat(pid):
    """A process's fields after its name; None where it is gone."""
    try:
        with open("/proc/%d/stat" % pid) as file:
            return file.read().rpartition(")")[2].split()
    except OSError:
        return None


def ticks(pid):
    fields = stat(pid)
    return 0 if fields is None else int(fields[11]) + int(fields[12])


def server_cpu(postmaster, colleague):
    """Seconds of the consoles' sessions, of the colleague's, and of the rest, ended ones included."""
    seconds = {"consoles": 0, "changes": ticks(colleague), "the rest": 0}
    fields = stat(postmaster)
    seconds["the rest"] += sum(map(int, fields[11:15]))
    for pid in filter(str.isdigit, os.listdir("/proc")):
        fields = stat(int(pid))
        if fields is None or int(fields[1]) != postmaster or int(pid) == colleague:
            continue
        try:
            with open("/proc/%s/cmdline" % pid) as file:
                is_session = "[local]" in file.read()
        except OSError:
            continue
        seconds["consoles" if is_session else "the rest"] += int(fields[11]) + int(fields[12])
    return {name: value / TICKS for name, value in seconds.items()}


def transactions(uri):
    text = subprocess.run(["psql", "-qXAt", uri, "-c",
                           "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()"],
                          stdout=subprocess.PIPE, check=True, text=True).stdout
    return int(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--riad", required=True)
    parser.add_argument("--database", required=True, help="the consoles' connection")
    parser.add_argument("--supervisor", required=True, help="the connection that makes the changes")
    parser.add_argument("--postmaster", type=int, required=True, help="the server's process")
    parser.add_argument("--consoles", type=int, default=50)
    parser.add_argument("--changes", type=float, default=5, help="a second")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--goal", type=float, default=1.0, metavar="CORES", help="for the server altogether")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="riad-bench-") as home:
        crowd = Crowd([options.riad, "--database", options.database], home, options.consoles)
        colleague = Colleague(options.supervisor)
        try:
            cores, others = measure(crowd, colleague, options)
        finally:
            colleague.end()
            crowd.end()
    rows = [(name, "%.3f" % value) for name, value in cores.items()] + [("altogether", "%.3f" % sum(cores.values()))]
    table("%d consoles, %g changes a second, %.0f s: the server's processor time, in cores (goal: under %g)"
          % (options.consoles, options.changes, options.seconds, options.goal), ["", "cores"], rows + others)
    sys.exit(0 if sum(cores.values()) < options.goal else 1)


def measure(crowd, colleague, options):
    def run(seconds):
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if options.changes:
                colleague.change()
            crowd.read(min(left, random.expovariate(options.changes) if options.changes else left))
    run(10)
    before, own = server_cpu(options.postmaster, colleague.backend), crowd.cpu()
    done, begin = transactions(options.database), time.monotonic()
    run(options.seconds)
    span = time.monotonic() - begin
    after = server_cpu(options.postmaster, colleague.backend)
    others = [("the consoles themselves", "%.3f" % ((crowd.cpu() - own) / span)),
              ("requests a second", "%.0f" % ((transactions(options.database) - done) / span))]
    return {name: (after[name] - before[name]) / span for name in before}, others


if __name__ == "__main__":
    main()
