import Glibc
import Loop

/// One console's own part of a person's journal: two consoles of one login write beside each other, never over each
/// other. Free again when its console ends, however it ends.
final class JournalSlot: Sendable {
    /// The folder.
    let path: String
    private let lock: Locked<Int32?>

    private static let numbers = 1...64

    private init(path: String, lock: Int32?) {
        self.path = path
        self.lock = Locked(lock)
    }

    deinit { release() }

    /// The first part that no running console has. Where the folder can't be made, or all are taken, the first one,
    /// shared.
    static func acquire(in folder: String) -> JournalSlot {
        for number in numbers {
            let path = path(number, in: folder)
            guard (try? JournalFolder(path: path).make()) != nil else { break }
            if let slot = JournalSlot(locking: path) { return slot }
        }
        return JournalSlot(path: folder, lock: nil)
    }

    /// The other parts that consoles have left behind, taken until they are released.
    func abandoned(in folder: String) -> [JournalSlot] {
        Self.numbers.map { Self.path($0, in: folder) }
            .filter { $0 != path && access($0, F_OK) == 0 }
            .compactMap { JournalSlot(locking: $0) }.filter(\.isLocked)
    }

    private var isLocked: Bool { lock.withLock { $0 != nil } }

    /// Lets another console take up what is left.
    func release() {
        let descriptor = lock.withLock { lock in
            defer { lock = nil }
            return lock
        }
        if let descriptor { close(descriptor) }
    }

    /// nil where a running console has it. On a full disk, or one that knows no locks, it goes without.
    private convenience init?(locking path: String) {
        let file = open("\(path)/.lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            self.init(path: path, lock: nil)
            return
        }
        if flock(file, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
            close(file)
            return nil
        }
        self.init(path: path, lock: file)
    }

    private static func path(_ number: Int, in folder: String) -> String {
        number == 1 ? folder : "\(folder)/\(number)"
    }
}
