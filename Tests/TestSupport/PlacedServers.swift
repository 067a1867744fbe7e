import Demo
import Glibc

/// The servers that Tests/run installed: one link per release, to the folder of its programs.
package enum PlacedServers {
    /// Two minor releases of one major version with the same layout, the older first, so that one can replace the
    /// other; nil if there aren't two.
    package static let pair: (older: PlacedServer, newer: PlacedServer)? = {
        let servers = all
        for older in servers {
            let newer = servers.filter { server in
                server.programs == older.programs && server.version.major == older.version.major
                    && older.version < server.version
            }
            if let newest = newer.max(by: { $0.version < $1.version }) { return (older, newest) }
        }
        return nil
    }()

    private static var all: [PlacedServer] {
        let path = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        let folder = path.dropLast(3).joined(separator: "/") + "/.build-servers"
        guard let cache = realpath(folder + "/cache", nil) else { return [] }
        defer { free(cache) }
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var servers: [PlacedServer] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard let programs = realpath("\(folder)/\(name)", nil) else { continue }
            defer { free(programs) }
            servers += [PlacedServer(String(cString: programs), in: String(cString: cache))].compactMap { $0 }
        }
        return servers
    }
}

/// A server's files in the checkout, to be copied before use: the server's user may lack access there.
package struct PlacedServer: Sendable {
    /// The root folder.
    package let folder: String
    /// The folder of its programs, relative to the root: "usr/lib/postgresql/15/bin".
    package let programs: String
    /// The version that `postgres` reports.
    package let version: ServerVersion

    fileprivate init?(_ programs: String, in cache: String) {
        guard programs.hasPrefix(cache + "/"), let found = ServerPrograms(folder: programs) else { return nil }
        let parts = programs.dropFirst(cache.utf8.count + 1).split(separator: "/", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        folder = "\(cache)/\(parts[0])"
        self.programs = String(parts[1])
        version = found.version
    }
}

/// A server's files in a folder of the test's own, where another release can replace them.
package final class ServerTree {
    /// The folder of its programs.
    package let programs: String
    private let folder: String

    package init(_ server: PlacedServer) throws {
        var template = Array("/tmp/riad-tree.XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw TestSupportError("no temporary folder") }
        folder = String(cString: made)
        chmod(folder, 0o755)
        programs = "\(folder)/server/\(server.programs)"
        try replace(with: server)
    }

    deinit {
        _ = try? ServerTree.shell("rm -rf \"$1\"", [folder])
    }

    /// Replaces the release with another, file by file under new inodes, as a package upgrade does.
    package func replace(with server: PlacedServer) throws {
        try ServerTree.shell("rm -rf \"$1/server\" && cp -R \"$2\" \"$1/server\"", [folder, server.folder])
    }

    /// Removes the files.
    package func remove() throws {
        try ServerTree.shell("rm -rf \"$1/server\"", [folder])
    }

    private static func shell(_ script: String, _ arguments: [String]) throws {
        let words = ["/bin/sh", "-c", script, "sh"] + arguments
        var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { pointers.forEach { free($0) } }
        var process: pid_t = 0
        var status: Int32 = 0
        guard posix_spawn(&process, words[0], nil, nil, &pointers, environ) == 0 else {
            throw TestSupportError("no shell")
        }
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        guard status == 0 else { throw TestSupportError("the shell failed: \(script)") }
    }
}
