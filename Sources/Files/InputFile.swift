import Glibc

/// A file that this process didn't write: opened without waiting for anybody, read only where it is plain, never further
/// than a limit.
package struct InputFile: Sendable {
    /// Whose file counts.
    package enum AccessPolicy: Sendable {
        /// Whatever the permissions let the caller read, by a link too.
        case any
        /// Whatever the permissions let the caller read, but never by a link.
        case anyWithoutSymlinks
        /// Only the caller's own, and never by a link.
        case callerWithoutSymlinks

        fileprivate var followsLinks: Bool {
            switch self {
            case .any: true
            case .anyWithoutSymlinks, .callerWithoutSymlinks: false
            }
        }
    }

    /// Where it is.
    package let path: String
    /// The longest that is read, in bytes.
    package let limit: Int
    private let owner: AccessPolicy
    private let folder: Int32

    /// A file by its path; a relative one begins at the open folder `folder`, else at the working directory.
    package init(_ path: String, limit: Int, of owner: AccessPolicy = .any, in folder: Int32 = AT_FDCWD) {
        self.path = path
        self.limit = limit
        self.owner = owner
        self.folder = folder
    }

    /// Its text; bytes that aren't UTF-8 become U+FFFD.
    package func text() throws(InputFailure) -> String {
        String(decoding: try bytes(), as: UTF8.self)
    }

    /// All that is in it.
    package func bytes() throws(InputFailure) -> [UInt8] {
        let file = try open()
        defer { close(file) }
        try checkLength(of: file)
        return try InputBytes(limit: limit).read(from: file)
    }

    /// The last of its text, however long it is.
    package func tail() throws(InputFailure) -> String {
        let file = try open()
        defer { close(file) }
        lseek(file, -min(off_t(limit), lseek(file, 0, SEEK_END)), SEEK_END)
        // Meanwhile somebody may have written on.
        return String(decoding: try InputBytes(limit: 2 * limit).read(from: file), as: UTF8.self)
    }

    /// Throws what reading would, without reading: for files that a library reads for itself.
    package func check() throws(InputFailure) {
        let file = try open()
        defer { close(file) }
        try checkLength(of: file)
    }

    private func open() throws(InputFailure) -> Int32 {
        // Without O_NONBLOCK a pipe would be waited for here, and without O_NOCTTY a terminal could become ours.
        var flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
        if !owner.followsLinks { flags |= O_NOFOLLOW }
        let file = openat(folder, path, flags)
        guard file >= 0 else { throw failureToOpen(errno) }
        do throws(InputFailure) {
            try checkKind(of: file)
        } catch {
            close(file)
            throw error
        }
        return file
    }

    private func checkKind(of file: Int32) throws(InputFailure) {
        var facts = stat()
        guard fstat(file, &facts) == 0 else { throw .refused(errno) }
        guard facts.st_mode & S_IFMT == S_IFREG else { throw .notRegularFile(FileKind(mode: facts.st_mode)) }
        guard owner != .callerWithoutSymlinks || facts.st_uid == geteuid() else { throw .notOwned }
    }

    private func checkLength(of file: Int32) throws(InputFailure) {
        var facts = stat()
        guard fstat(file, &facts) == 0 else { throw .refused(errno) }
        guard facts.st_size <= limit else { throw .tooLong(limit: limit) }
    }

    private func failureToOpen(_ number: Int32) -> InputFailure {
        switch number {
        case ENOENT, ENOTDIR: .missing
        case ENXIO: .notRegularFile(.socket)
        case ELOOP where !owner.followsLinks: .notRegularFile(.link)
        default: .refused(number)
        }
    }
}
