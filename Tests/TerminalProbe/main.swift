import Glibc
import Ncurses

/// A program that shows on its screen what it is sent: the least that uses the whole of `Ncurses`, for its tests.

do throws(TerminalError) {
    try Probe(Environment.read()).run()
} catch {
    let line = "probe: \(error)\n"
    write(STDERR_FILENO, line, line.utf8.count)
    exit(2)
}
