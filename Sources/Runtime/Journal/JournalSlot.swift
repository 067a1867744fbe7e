import Glibc
import Loop

/// One console's slot in a person's journal, so that concurrent consoles of one login never overwrite each other. The
/// lock is freed when its process ends, however it ends.
final class JournalSlot: Sendable {
    /// The slot's folder.
    let path: String
    private let lock: Locked<Int32?>

    private static let numbers = 1...64

    private init(path: String, lock: Int32?) {
        self.path = path
        self.lock = Locked(lock)
    }

    deinit { release() }

    /// Acquires the first slot not held by a running console. If the folder can't be created or all slots are taken,
    /// returns the first one, shared.
    static func acquire(in folder: String) -> JournalSlot {
        for number in numbers {
            let path = path(number, in: folder)
            guard (try? JournalFolder(path: path).make()) != nil else { break }
            if let slot = JournalSlot(locking: path) { return slot }
        }
        return JournalSlot(path: folder, lock: nil)
    }

    /// The other slots left behind by ended consoles, locked until released.
    func abandoned(in folder: String) -> [JournalSlot] {
        Self.numbers.map { Self.path($0, in: folder) }
            .filter { $0 != path && access($0, F_OK) == 0 }
            .compactMap { JournalSlot(locking: $0) }.filter(\.isLocked)
    }

    private var isLocked: Bool { lock.withLock { $0 != nil } }

    /// Unlocks the slot, for another console to adopt.
    func release() {
        let descriptor = lock.withLock { lock in
            defer { lock = nil }
            return lock
        }
        guard let descriptor else { return }
        // Closing alone leaves it locked while a child between fork and exec has a copy.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// Returns nil if a running console holds the lock. On a full disk, or a file system without locks, goes without
    /// one.
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
