import CTerminal
import Glibc

extension Duration {
    /// How long a test waits for an event: far longer than a busy machine takes, since nothing is measured.
    package static let testTimeout = seconds(120)
}

/// A program on a pseudo-terminal whose master side the test controls: types, reads the screen, and checks the exit
/// status. Kills the program when released.
package final class PseudoTerminal {
    /// A failure with the screen at that time.
    package struct Failure: Error, CustomStringConvertible {
        /// What failed, and the screen.
        package let description: String
    }

    /// How a program ended.
    package enum Ending: Equatable, Sendable {
        /// Exited with this code.
        case exit(Int32)
        /// Killed by this signal.
        case signal(Int32)
    }

    /// The screen as drawn by the bytes received.
    package private(set) var screen: TerminalScreen
    /// The number of bytes received.
    package private(set) var received = 0
    /// All bytes received while `records` is on.
    package private(set) var recording: [UInt8] = []
    /// Whether received bytes are kept in `recording`.
    package var records = false
    /// The program's process id.
    package let process: pid_t
    private var master: Int32
    private var ending: Ending?

    /// Starts a program by its path, with exactly this environment.
    package init(
        _ path: String,
        _ arguments: [String] = [],
        environment: [String: String],
        columns: Int = 80,
        rows: Int = 24
    ) throws {
        var master: Int32 = -1
        var process: pid_t = -1
        let error = CStrings.with([path] + arguments) { arguments in
            CStrings.with(environment.map { "\($0.key)=\($0.value)" }) { environment in
                path.withCString { path in
                    var program = riad_pty_program(
                        path: path,
                        arguments: arguments,
                        environment: environment,
                        directory: nil,
                        rows: Int32(rows),
                        columns: Int32(columns)
                    )
                    return riad_pty_start(&program, &master, &process)
                }
            }
        }
        guard error == 0 else { throw Failure(description: "\(path): \(String(cString: strerror(error)))") }
        (self.master, self.process) = (master, process)
        screen = TerminalScreen(columns: columns, rows: rows)
    }

    deinit {
        if ending == nil {
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }
        if master >= 0 { close(master) }
    }

    /// Types a text, escape sequences included.
    package func type(_ text: String) { send(Array(text.utf8)) }

    /// Sends bytes as a terminal would.
    package func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let wrote = rest.withUnsafeBytes { write(master, $0.baseAddress, min($0.count, 1024)) }
            guard wrote > 0 else { return }
            rest = rest.dropFirst(wrote)
            if !rest.isEmpty { read(within: 0) }
        }
    }

    /// Resizes the terminal.
    package func resize(columns: Int, rows: Int) {
        riad_pty_resize(master, Int32(rows), Int32(columns))
        screen.resize(columns: columns, rows: rows)
    }

    /// Sends a signal to the program.
    package func signal(_ number: Int32) { kill(process, number) }

    /// Closes the master side, as a lost connection does; nothing can be read afterwards.
    package func hangUp() {
        close(master)
        master = -1
    }

    /// Reads the available bytes, waiting at most this many milliseconds for the first one. Returns false at the end.
    @discardableResult
    package func read(within milliseconds: Int32) -> Bool {
        var request = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&request, 1, milliseconds) > 0 else { return true }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let got = Glibc.read(master, &buffer, buffer.count)
        guard got > 0 else { return false }
        received += got
        if records { recording += buffer[..<got] }
        screen.feed(buffer[..<got])
        return true
    }

    /// Reads until the screen satisfies a condition; throws with the screen on timeout.
    package func wait(
        for what: String,
        within limit: Duration = .testTimeout,
        _ condition: (TerminalScreen) -> Bool
    ) throws {
        let deadline = ContinuousClock.now + limit
        while !condition(screen) {
            guard ContinuousClock.now < deadline else { throw Failure(description: "no \(what) on:\n\(screen.text)") }
            guard read(within: 20) else { throw Failure(description: "it ended without \(what):\n\(screen.text)") }
        }
    }

    /// Reads until a text is on the screen.
    package func wait(forText text: String, within limit: Duration = .testTimeout) throws {
        try wait(for: "“\(text)”", within: limit) { $0.text.contains(text) }
    }

    /// Reads until nothing has arrived for this many milliseconds.
    package func waitUntilQuiet(_ milliseconds: Int32 = 60) {
        var before = -1
        while before != received {
            before = received
            guard read(within: milliseconds) else { return }
        }
    }

    /// Waits for the program to exit; throws on timeout.
    package func waitForEnd(within limit: Duration = .testTimeout) throws -> Ending {
        let deadline = ContinuousClock.now + limit
        while ending == nil {
            read(within: 10)
            ending = reap()
            if ContinuousClock.now > deadline { throw Failure(description: "it goes on:\n\(screen.text)") }
        }
        waitUntilQuiet(10)
        return ending ?? .exit(-1)
    }

    /// Whether the program is stopped, as by Ctrl-Z.
    package var isStopped: Bool {
        var information = siginfo_t()
        let found = waitid(P_PID, id_t(process), &information, WSTOPPED | WNOHANG | WNOWAIT)
        return found == 0 && information.si_signo == SIGCHLD
    }

    /// The modes of an unused terminal, which a program must restore. Reading them from the terminal itself would race
    /// with the program just started.
    package static func freshModes() -> [UInt32] {
        let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        defer { close(master) }
        return modes(of: master)
    }

    /// The terminal's current modes, as `stty` reports them.
    package var modes: [UInt32] {
        Self.modes(of: master)
    }

    private static func modes(of descriptor: Int32) -> [UInt32] {
        var modes = termios()
        tcgetattr(descriptor, &modes)
        return [modes.c_iflag, modes.c_oflag, modes.c_lflag]
    }

    private func reap() -> Ending? {
        var status: Int32 = 0
        guard waitpid(process, &status, WNOHANG) == process else { return nil }
        return status & 0x7F == 0 ? .exit(status >> 8 & 0xFF) : .signal(status & 0x7F)
    }
}

/// Swift strings as a NULL-terminated C array of pointers.
enum CStrings {
    static func with<Value>(_ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Value) -> Value
    {
        var pointers = texts.map { strdup($0) }
        defer { pointers.forEach { free($0) } }
        pointers.append(nil)
        return body(&pointers)
    }
}
