import Files
import Glibc

/// The result of a finished program.
struct ProcessResult: Equatable {
    /// The exit code, or 128 plus the terminating signal.
    let code: Int32
    /// The combined output of stdout and stderr.
    let output: String
}

/// Runs system programs without a shell.
enum Process {
    /// Runs a program, waits for it and collects its output. It gets a clean environment, so that no PG… variable of
    /// the caller affects it, starts in `/`, and inherits no descriptor except its output.
    static func run(_ arguments: [String]) throws(DemoError) -> ProcessResult {
        // A file rather than a pipe: a daemon left running must not keep this from returning.
        guard let output = tmpfile() else { throw .file(path: "/tmp", reason: systemError()) }
        defer { fclose(output) }
        let child = try spawn(arguments, output: fileno(output))
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7f
        return ProcessResult(
            code: signal == 0 ? (status >> 8) & 0xff : 128 + signal,
            output: outputTail(in: fileno(output))
        )
    }

    /// The end of an open file, so that long output doesn't fill memory.
    private static func outputTail(in file: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let start = max(0, lseek(file, 0, SEEK_END) - off_t(bytes.count))
        let count = pread(file, &bytes, bytes.count, start)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    /// Starts a background program without a terminal; its output is discarded.
    static func spawnDetached(_ arguments: [String]) throws(DemoError) {
        let null = open("/dev/null", O_RDWR | O_CLOEXEC)
        guard null >= 0 else { throw .file(path: "/dev/null", reason: systemError()) }
        defer { close(null) }
        // `setsid --fork` exits at once, so there is no child to reap later.
        let child = try spawn(["setsid", "--fork"] + arguments, output: null)
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
    }

    private static func spawn(_ arguments: [String], output: Int32) throws(DemoError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, output, 2)
        for descriptor in FolderListing.names(in: "/proc/self/fd").compactMap(Int32.init) where descriptor > 2 {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        setSignals(of: &attributes)
        let environment = ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8"]
        let command = ["env", "-C", "/"] + arguments
        var child: pid_t = 0
        let failure = withPointers(command) { argv in
            withPointers(environment) { posix_spawnp(&child, command[0], &actions, &attributes, argv, $0) }
        }
        guard failure == 0 else { throw .file(path: arguments[0], reason: systemError(failure)) }
        return child
    }

    /// A console blocks or ignores signals; a program it starts must not.
    private static func setSignals(of attributes: inout posix_spawnattr_t) {
        var none = sigset_t()
        sigemptyset(&none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    }

    private static func withPointers<R>(
        _ texts: [String],
        _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> R
    ) -> R {
        var pointers: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) } + [nil]
        defer { pointers.forEach { free($0) } }
        return pointers.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { preconditionFailure("the list ends with nil") }
            return body(base)
        }
    }
}
