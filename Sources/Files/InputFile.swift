import Glibc

/// A file of foreign origin: opened without blocking, read only if regular, and never beyond a limit.
package struct InputFile: Sendable {
    /// Which files are accepted.
    package enum AccessPolicy: Sendable {
        /// Any readable file, following symlinks.
        case any
        /// Any readable file, but no symlink.
        case anyWithoutSymlinks
        /// Only the caller's own files, and no symlink.
        case callerWithoutSymlinks

        fileprivate var followsLinks: Bool {
            switch self {
            case .any: true
            case .anyWithoutSymlinks, .callerWithoutSymlinks: false
            }
        }
    }

    /// The file's path.
    package let path: String
    /// The maximum size in bytes.
    package let limit: Int
    private let owner: AccessPolicy
    private let folder: Int32

    /// Creates a file; a relative path starts at the open directory `folder`, by default the working directory.
    package init(_ path: String, limit: Int, of owner: AccessPolicy = .any, in folder: Int32 = AT_FDCWD) {
        self.path = path
        self.limit = limit
        self.owner = owner
        self.folder = folder
    }

    /// The text; invalid UTF-8 becomes U+FFFD.
    package func text() throws(InputFailure) -> String {
        String(decoding: try bytes(), as: UTF8.self)
    }

    /// The content.
    package func bytes() throws(InputFailure) -> [UInt8] {
        let file = try open()
        defer { close(file) }
        try checkLength(of: file)
        return try InputBytes(limit: limit).read(from: file)
    }

    /// The end of the text, up to the limit, whatever the file's size.
    package func tail() throws(InputFailure) -> String {
        let file = try open()
        defer { close(file) }
        lseek(file, -min(off_t(limit), lseek(file, 0, SEEK_END)), SEEK_END)
        // The file may have grown since the seek.
        return String(decoding: try InputBytes(limit: 2 * limit).read(from: file), as: UTF8.self)
    }

    /// Throws what reading would throw, without reading; for files that a library opens itself.
    package func check() throws(InputFailure) {
        let file = try open()
        defer { close(file) }
        try checkLength(of: file)
    }

    private func open() throws(InputFailure) -> Int32 {
        // Without O_NONBLOCK, opening a pipe would block; without O_NOCTTY, a terminal could become the controlling
        // one.
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
