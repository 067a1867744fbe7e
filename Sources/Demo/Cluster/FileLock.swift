import Glibc

/// An flock on a file, held until it is released or the process ends, however it ends.
final class FileLock: Sendable {
    /// The lock mode.
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

    /// Unlocks explicitly: a child being forked by another thread may still hold a copy of the descriptor.
    deinit {
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// Takes the lock without waiting; nil if it is held elsewhere.
    static func tryAcquire(_ kind: Kind, path: String) throws(DemoError) -> FileLock? {
        try acquire(path: path, flags: kind.flag | LOCK_NB)
    }

    /// Takes the lock, waiting as long as necessary.
    static func wait(_ kind: Kind, path: String) throws(DemoError) -> FileLock {
        while true {
            if let lock = try acquire(path: path, flags: kind.flag) { return lock }
        }
    }

    /// O_CLOEXEC: a server started by this process must not inherit the lock.
    private static func acquire(path: String, flags: Int32) throws(DemoError) -> FileLock? {
        let descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .file(path: path, reason: systemError()) }
        let lock = FileLock(descriptor: descriptor)
        if flock(descriptor, flags) == 0 { return lock }
        guard errno == EWOULDBLOCK || errno == EINTR else { throw .file(path: path, reason: systemError()) }
        return nil
    }
}

/// The system's text for `number`, by default the last call's error.
func systemError(_ number: Int32 = errno) -> String {
    String(cString: strerror(number))
}
