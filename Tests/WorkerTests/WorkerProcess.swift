import Glibc
import TestSupport

/// A running riad-worker, as built next to these tests. Killed with its last reference.
final class WorkerProcess {
    private let process: pid_t
    private let output: Int32
    private var status: Int32?

    /// Starts a worker as a login; `wrapper` are the words of a program that becomes it.
    init(
        _ database: TestDatabase,
        login: String,
        _ arguments: [String] = [],
        environment: [String: String] = [:],
        wrappedIn wrapper: [String] = [],
        uri: String? = nil
    ) throws {
        output = open("/tmp", O_RDWR | O_CLOEXEC | __O_TMPFILE | O_APPEND, 0o600)
        guard output >= 0 else { throw TestSupportError("no temporary file") }
        let tests = CommandLine.arguments[0]
        let folder = tests.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, output, 2)
        let words = wrapper + ["\(folder)/riad-worker", "--database", uri ?? database.uri(login: login)] + arguments
        var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        var settings: [UnsafeMutablePointer<CChar>?] =
            [strdup("PATH=/usr/bin:/bin")] + environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (pointers + settings).forEach { free($0) } }
        // A test's thread may have signals blocked, which a process would inherit.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var noSignals = sigset_t()
        sigemptyset(&noSignals)
        posix_spawnattr_setsigmask(&attributes, &noSignals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var process: pid_t = 0
        guard posix_spawn(&process, words[0], &actions, &attributes, &pointers, &settings) == 0 else {
            throw TestSupportError("no \(words[0])")
        }
        self.process = process
    }

    deinit {
        end(by: SIGKILL)
        close(output)
    }

    /// What it has written.
    var log: String {
        var bytes = [UInt8](repeating: 0, count: Int(lseek(output, 0, SEEK_END)))
        let count = pread(output, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    /// Sends a signal.
    func send(_ signal: Int32) {
        if status == nil { kill(process, signal) }
    }

    /// Sends a signal and waits for the end.
    @discardableResult
    func end(by signal: Int32) -> Int32 {
        send(signal)
        return waitForEnd()
    }

    /// Whether it has ended.
    var hasEnded: Bool {
        var ended: Int32 = 0
        if status == nil, waitpid(process, &ended, WNOHANG) == process { status = ended }
        return status != nil
    }

    /// Waits for the end; returns the exit code, or 128 plus the number of the signal that ended it.
    @discardableResult
    func waitForEnd() -> Int32 {
        if status == nil {
            var ended: Int32 = 0
            while waitpid(process, &ended, 0) < 0, errno == EINTR {}
            status = ended
        }
        let ended = status ?? 0
        return ended & 0x7F == 0 ? ended >> 8 & 0xFF : 128 + ended & 0x7F
    }
}
