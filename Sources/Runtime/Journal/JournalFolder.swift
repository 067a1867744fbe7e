import Files
import Glibc

/// A folder of small files written atomically: to a temporary file, synced, then renamed. It is private to its owner;
/// files of other owners aren't read.
struct JournalFolder: Sendable {
    /// The folder's path; created on the first write.
    let path: String

    /// A failed system call.
    struct Failure: Error, Equatable, CustomStringConvertible {
        /// The call's name.
        let call: String
        /// Its errno(3).
        let number: Int32

        static func last(_ call: String) -> Failure { Failure(call: call, number: errno) }

        var description: String { "\(call): \(String(cString: strerror(number)))" }
    }

    /// The maximum size of a file that is read, in bytes; far beyond anything a person writes.
    private static let maxFileSize = 16 << 20

    /// Writes a file durably: it survives a power cut once this returns. Throws without leaving anything new behind.
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

    /// Removes a file; does nothing if there is none.
    func remove(_ name: String) {
        if unlink("\(path)/\(name)") == 0 { Self.sync(path) }
    }

    /// Moves a file here from another folder. Throws, leaving it in place, if it can't.
    func move(_ name: String, from other: JournalFolder, as newName: String) throws(Failure) {
        try make()
        guard rename("\(other.path)/\(name)", "\(path)/\(newName)") == 0 else { throw .last("rename") }
        Self.sync(path)
    }

    /// Removes the folder with its contents, including files an editor left; symbolic links are removed, not followed.
    func removeAll() {
        for name in entries() where name != "." && name != ".." {
            let inner = "\(path)/\(name)"
            if Glibc.remove(inner) != 0 { JournalFolder(path: inner).removeAll() }
        }
        rmdir(path)
    }

    /// Removes temporary files of killed writers, but not of running ones.
    func sweep() {
        for name in entries() where name.hasPrefix(".") && name.hasSuffix(".new") {
            let writer = name.split(separator: ".").dropLast().last.flatMap { pid_t($0) }
            if let writer, writer > 0, writer != getpid(), kill(writer, 0) == 0 || errno == EPERM { continue }
            unlink("\(path)/\(name)")
        }
    }

    /// The files' names, sorted.
    func names() -> [String] {
        entries().filter { !$0.hasPrefix(".") }.sorted()
    }

    /// The files' texts, sorted by name; unreadable files are left out.
    func read() -> [(name: String, text: String)] {
        names().compactMap { name in contents(of: name).map { (name, $0) } }
    }

    /// A file's text; nil if it is missing, isn't a regular file of this user, or is too long.
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

    /// Creates the folder if needed, and makes it private. Throws if it belongs to another user.
    func make() throws(Failure) {
        var status = stat()
        if lstat(path, &status) != 0 {
            try makeParts()
            guard lstat(path, &status) == 0 else { throw .last("mkdir") }
        }
        // Private texts: refuse another user's folder, however it got there.
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
