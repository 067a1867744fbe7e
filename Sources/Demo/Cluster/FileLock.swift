import Glibc

/// An flock on a file, held until it is released or the process ends, however it ends.
final class FileLock: Sendable {
    /// How a lock is held: by many at once, or by one alone.
    enum Kind {
        case shared
        case exclusive

        fileprivate var flag: Int32 {
            switch self {
            case .shared: LOCK_SH
            case .exclusive: LOCK_EX
            }
        }
    }

    private let descriptor: Int32

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Unlocked by name, because a child that another thread is just starting still has a copy of the descriptor.
    deinit {
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// Takes the lock at once, or returns nil where somebody holds it.
    static func tryAcquire(_ kind: Kind, path: String) throws(DemoError) -> FileLock? {
        try acquire(path: path, flags: kind.flag | LOCK_NB)
    }

    /// Takes the lock, waiting for it as long as it needs.
    static func wait(_ kind: Kind, path: String) throws(DemoError) -> FileLock {
        while true {
            if let lock = try acquire(path: path, flags: kind.flag) { return lock }
        }
    }

    /// A server that this process starts must not inherit the lock, hence O_CLOEXEC.
    private static func acquire(path: String, flags: Int32) throws(DemoError) -> FileLock? {
        let descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .file(path: path, reason: systemError()) }
        let lock = FileLock(descriptor: descriptor)
        if flock(descriptor, flags) == 0 { return lock }
        guard errno == EWOULDBLOCK || errno == EINTR else { throw .file(path: path, reason: systemError()) }
        return nil
    }
}

/// The system's text for the error that the last call left.
func systemError(_ number: Int32 = errno) -> String {
    String(cString: strerror(number))
}
