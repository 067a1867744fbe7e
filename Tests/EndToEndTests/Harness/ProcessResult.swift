import Glibc
import TerminalSupport

/// The result of a program run without a terminal.
struct ProcessResult {
    /// The exit code, or 128 plus the number of the signal that ended it.
    let code: Int32
    /// Its standard output.
    let output: String
    /// Its standard error.
    let complaint: String

    /// Runs a program with exactly this environment and `input` on standard input, and waits for it to exit. Kills it
    /// and throws when the limit passes.
    static func run(
        _ path: String,
        _ arguments: [String] = [],
        environment: [String: String] = ["PATH": "/usr/bin:/bin"],
        input: String = "",
        within limit: Duration = .testTimeout
    ) throws -> ProcessResult {
        let files = [try unnamedFile(), try unnamedFile(), try unnamedFile()]
        defer { files.forEach { close($0) } }
        let bytes = Array(input.utf8)
        guard write(files[0], bytes, bytes.count) == bytes.count else { throw ScenarioError("no input") }
        lseek(files[0], 0, SEEK_SET)
        let process = try start(path, arguments, environment, files)
        return ProcessResult(
            code: try waitForEnd(of: process, path, limit),
            output: contents(of: files[1]),
            complaint: contents(of: files[2])
        )
    }

    private static func start(
        _ path: String,
        _ arguments: [String],
        _ environment: [String: String],
        _ files: [Int32]
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, file) in files.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, file, Int32(number))
        }
        var words = ([path] + arguments).map { strdup($0) } + [nil]
        var settings = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (words + settings).forEach { free($0) } }
        var process: pid_t = 0
        guard posix_spawn(&process, path, &actions, nil, &words, &settings) == 0 else {
            throw ScenarioError("no \(path)")
        }
        return process
    }

    private static func waitForEnd(of process: pid_t, _ path: String, _ limit: Duration) throws -> Int32 {
        let deadline = ContinuousClock.now + limit
        var status: Int32 = 0
        while waitpid(process, &status, WNOHANG) == 0 {
            guard ContinuousClock.now < deadline else {
                kill(process, SIGKILL)
                waitpid(process, &status, 0)
                throw ScenarioError("\(path) went on for more than \(limit)")
            }
            usleep(5_000)
        }
        return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
    }

    private static func unnamedFile() throws -> Int32 {
        let file = open("/tmp", O_RDWR | O_CLOEXEC | __O_TMPFILE, 0o600)
        guard file >= 0 else { throw ScenarioError("no temporary file") }
        return file
    }

    private static func contents(of file: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: Int(lseek(file, 0, SEEK_END)))
        let got = pread(file, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(0, got)), as: UTF8.self)
    }
}
