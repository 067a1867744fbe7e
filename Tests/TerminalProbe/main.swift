import Glibc
import Ncurses

/// A program that displays its input: the smallest user of all of `Ncurses`, for its tests.

do throws(TerminalError) {
    try Probe(Environment.read()).run()
} catch {
    let line = "probe: \(error)\n"
    write(STDERR_FILENO, line, line.utf8.count)
    exit(2)
}
