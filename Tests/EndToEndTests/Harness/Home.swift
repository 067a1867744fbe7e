import Glibc
import TestSupport

/// A home directory for a single test, initially empty, removed with its last reference.
final class Home {
    /// The home directory's path.
    let folder: String

    init() throws {
        var template = Array("/tmp/riad-e2e.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw ScenarioError("no temporary folder") }
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        // The demo's server runs as an unprivileged user, who must be able to enter.
        chmod(folder, 0o755)
    }

    deinit {
        _ = try? ProcessResult.run("/bin/rm", ["-rf", folder])
    }

    /// The environment for a program: this home, UTF-8, a common terminal type, and from the test run only the choice
    /// of server.
    func environment(_ changes: [String: String?] = [:]) -> [String: String] {
        var values = [
            "HOME": folder, "XDG_STATE_HOME": folder + "/state", "XDG_CONFIG_HOME": folder + "/config",
            "XDG_DATA_HOME": folder + "/data", "TMPDIR": folder, "TERM": "xterm-256color", "LANG": "C.UTF-8",
            "PATH": "/usr/local/bin:/usr/bin:/bin", "TZ": "UTC",
        ]
        values.merge(TestCluster.environment) { $1 }
        for (name, value) in changes { values[name] = value }
        return values
    }

    /// Writes an executable file and returns its path.
    func script(_ name: String, _ text: String) throws -> String {
        let path = "\(folder)/\(name)"
        try write(text, to: name)
        chmod(path, 0o755)
        return path
    }

    /// A folder for PATH in which `riad` is the program.
    func programs() throws -> String {
        let path = folder + "/bin"
        guard mkdir(path, 0o755) == 0 || errno == EEXIST, symlink(Riad.path, path + "/riad") == 0 || errno == EEXIST,
            symlink(Riad.path + "-worker", path + "/riad-worker") == 0 || errno == EEXIST
        else {
            throw ScenarioError("no folder for programs")
        }
        return path
    }

    /// Writes a file.
    func write(_ text: String, to name: String) throws {
        let bytes = Array(text.utf8)
        let file = open("\(folder)/\(name)", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0, Glibc.write(file, bytes, bytes.count) == bytes.count else {
            throw ScenarioError("can't write \(name)")
        }
        close(file)
    }

    /// The concatenated contents of all files under a folder of the home, or only of those in folders named `inner`;
    /// empty if there are none.
    func contents(under name: String, in inner: String? = nil) throws -> String {
        let filter = inner.map { ["-path", "*/\($0)/*"] } ?? []
        let words = ["\(folder)/\(name)", "-type", "f"] + filter + ["-exec", "cat", "{}", "+"]
        return try ProcessResult.run("/usr/bin/find", words).output
    }
}
