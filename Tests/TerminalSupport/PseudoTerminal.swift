import CTerminal
import Glibc

extension Duration {
    /// How long a test waits for what is to come: far longer than a busy machine takes, because it measures nothing.
    package static let testTimeout = seconds(120)
}

/// A program running on a terminal of its own, whose other end a test holds: it types, reads the screen, and looks at
/// how the program ended. The program is killed when the test lets go.
package final class PseudoTerminal {
    /// What went wrong.
    package struct Failure: Error, CustomStringConvertible {
        /// What failed, with the screen as it was.
        package let description: String
    }

    /// How a program ended.
    package enum Ending: Equatable, Sendable {
        /// By itself, with this code.
        case exit(Int32)
        /// By this signal.
        case signal(Int32)
    }

    /// The screen as the bytes so far draw it.
    package private(set) var screen: TerminalScreen
    /// How many bytes the program has written.
    package private(set) var received = 0
    /// All that the program has written, while `records` is on.
    package private(set) var recording: [UInt8] = []
    /// Whether what is received is kept in `recording`.
    package var records = false
    /// The program's process.
    package let process: pid_t
    private var master: Int32
    private var ending: Ending?

    /// Starts a program, found by its path, with nothing but this environment.
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

    /// Sends bytes as if a terminal did.
    package func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let wrote = rest.withUnsafeBytes { write(master, $0.baseAddress, min($0.count, 1024)) }
            guard wrote > 0 else { return }
            rest = rest.dropFirst(wrote)
            if !rest.isEmpty { read(within: 0) }
        }
    }

    /// Gives the terminal another size.
    package func resize(columns: Int, rows: Int) {
        riad_pty_resize(master, Int32(rows), Int32(columns))
        screen.resize(columns: columns, rows: rows)
    }

    /// Sends a signal to the program.
    package func signal(_ number: Int32) { kill(process, number) }

    /// Takes the terminal away, as a lost line does; nothing can be read from here on.
    package func hangUp() {
        close(master)
        master = -1
    }

    /// Reads what is there, waiting at most so many milliseconds for the first byte. False at the end.
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

    /// Reads until the screen satisfies a condition; throws with the screen when it never does.
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

    /// Reads until nothing has come for so many milliseconds.
    package func waitUntilQuiet(_ milliseconds: Int32 = 60) {
        var before = -1
        while before != received {
            before = received
            guard read(within: milliseconds) else { return }
        }
    }

    /// Waits for the program's end; throws when it doesn't come.
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

    /// The modes of a terminal that no program has touched: what one must find again after a program. Asking the
    /// terminal itself would race with the program that was just started on it.
    package static func freshModes() -> [UInt32] {
        let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        defer { close(master) }
        return modes(of: master)
    }

    /// The terminal's modes, as `stty` would see them.
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

/// Swift strings as C wants them: an array of pointers with NULL at its end.
enum CStrings {
    static func with<Value>(_ texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Value) -> Value
    {
        var pointers = texts.map { strdup($0) }
        defer { pointers.forEach { free($0) } }
        pointers.append(nil)
        return body(&pointers)
    }
}
