import Files
import Glibc

/// A folder of small files that are whole or not there: written beside, synced, then renamed into place. Only its owner
/// may look in, and what somebody else put there isn't read.
struct JournalFolder: Sendable {
    /// The folder's path; made when the first file is written.
    let path: String

    /// What the system refused.
    struct Failure: Error, Equatable, CustomStringConvertible {
        /// The call that failed.
        let call: String
        /// Its error number, as in errno(3).
        let number: Int32

        static func last(_ call: String) -> Failure { Failure(call: call, number: errno) }

        var description: String { "\(call): \(String(cString: strerror(number)))" }
    }

    /// No file is read that is longer, in bytes: what a person writes never comes near.
    private static let maxFileSize = 16 << 20

    /// Writes a file so that it survives a power cut once this returns; where it throws, nothing new is left.
    func write(_ text: String, to name: String) throws(Failure) {
        try make()
        let temporary = "\(path)/.\(name).\(getpid()).new"
        unlink(temporary)
        let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .last("open") }
        do throws(Failure) {
            defer { close(file) }
            try write(text, to: file)
            guard fsync(file) == 0 else { throw .last("fsync") }
            guard rename(temporary, "\(path)/\(name)") == 0 else { throw .last("rename") }
        } catch {
            unlink(temporary)
            throw error
        }
        Self.sync(path)
    }

    /// Removes a file; one that isn't there is fine.
    func remove(_ name: String) {
        if unlink("\(path)/\(name)") == 0 { Self.sync(path) }
    }

    /// Moves a file here from another folder. Throws, and leaves it where it was, where that isn't possible.
    func move(_ name: String, from other: JournalFolder, as newName: String) throws(Failure) {
        try make()
        guard rename("\(other.path)/\(name)", "\(path)/\(newName)") == 0 else { throw .last("rename") }
        Self.sync(path)
    }

    /// Removes the folder and all that is in it, such as an editor's own files; links are removed, not followed.
    func removeAll() {
        for name in entries() where name != "." && name != ".." {
            let inner = "\(path)/\(name)"
            if Glibc.remove(inner) != 0 { JournalFolder(path: inner).removeAll() }
        }
        rmdir(path)
    }

    /// Removes what writers that were killed have left half done; those of programs that run are theirs.
    func sweep() {
        for name in entries() where name.hasPrefix(".") && name.hasSuffix(".new") {
            let writer = name.split(separator: ".").dropLast().last.flatMap { pid_t($0) }
            if let writer, writer > 0, writer != getpid(), kill(writer, 0) == 0 || errno == EPERM { continue }
            unlink("\(path)/\(name)")
        }
    }

    /// The files' names, in order.
    func names() -> [String] {
        entries().filter { !$0.hasPrefix(".") }.sorted()
    }

    /// The files' texts by name, in the order of their names; those that can't be read are left out.
    func read() -> [(name: String, text: String)] {
        names().compactMap { name in contents(of: name).map { (name, $0) } }
    }

    /// A file's text; nil where it isn't there, isn't a plain file of our own, or is too long.
    func contents(of name: String) -> String? {
        try? InputFile("\(path)/\(name)", limit: Self.maxFileSize, of: .callerWithoutSymlinks).text()
    }

    private func entries() -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            names.append(name)
        }
        return names
    }

    private func write(_ text: String, to file: Int32) throws(Failure) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw .last("write") }
            rest = rest.dropFirst(written)
        }
    }

    /// Makes the folder where it isn't there, and makes it the owner's alone. Throws where it is somebody else's.
    func make() throws(Failure) {
        var status = stat()
        if lstat(path, &status) != 0 {
            try makeParts()
            guard lstat(path, &status) == 0 else { throw .last("mkdir") }
        }
        // These are people's words: nobody else's folder will do, however it came there.
        guard status.st_mode & S_IFMT == S_IFDIR else { throw Failure(call: "open", number: ENOTDIR) }
        guard status.st_uid == geteuid() else { throw Failure(call: "open", number: EPERM) }
        guard status.st_mode & 0o077 == 0 || chmod(path, 0o700) == 0 else { throw .last("chmod") }
    }

    private func makeParts() throws(Failure) {
        var built = ""
        for part in path.split(separator: "/", omittingEmptySubsequences: true) {
            let parent = built
            built += "/" + part
            if mkdir(built, 0o700) == 0 {
                Self.sync(parent.isEmpty ? "/" : parent)
            } else if errno != EEXIST, access(built, F_OK) != 0 {
                throw .last("mkdir")
            }
        }
    }

    private static func sync(_ path: String) {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }
}
