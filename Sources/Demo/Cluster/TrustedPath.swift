import Glibc

/// A folder that only root can have placed or can change, so root can safely create and remove files there.
///
/// Symlinks are followed only from such folders; each folder on the path belongs to root and isn't writable by others,
/// except sticky ones such as /tmp, where users can't remove each other's files.
enum TrustedPath {
    private static let maxSymlinks = 40

    /// Creates the missing parts of a path and opens its folder. Throws if another user controls part of it.
    static func make(_ path: String, mode: mode_t) throws(DemoError) -> OpenFolder {
        var folder = try OpenFolder("/")
        try check(folder)
        var rest = parts(of: path)
        var links = 0
        while let name = rest.popLast() {
            if let target = try link(name, in: folder) {
                links += 1
                guard links <= maxSymlinks else { throw .file(path: path, reason: systemError(ELOOP)) }
                if target.hasPrefix("/") { folder = try OpenFolder("/") }
                rest += parts(of: target)
                continue
            }
            if mkdirat(folder.descriptor, name, rest.isEmpty ? mode : 0o755) != 0, errno != EEXIST {
                throw Folder.failure(folder.path(of: name))
            }
            folder = try OpenFolder(name, in: folder)
            try check(folder)
        }
        return folder
    }

    /// Throws if anyone but root could change the folder's entries.
    private static func check(_ folder: OpenFolder) throws(DemoError) {
        let facts = try folder.status()
        guard facts.st_uid == 0 else {
            throw .untrusted(path: folder.path, reason: "belongs to user \(facts.st_uid)")
        }
        guard facts.st_mode & 0o022 == 0 || facts.st_mode & 0o1000 != 0 else {
            throw .untrusted(path: folder.path, reason: "can be changed by others")
        }
    }

    /// The target of a symlink; nil if the entry isn't one.
    private static func link(_ name: String, in folder: OpenFolder) throws(DemoError) -> String? {
        var facts = stat()
        guard fstatat(folder.descriptor, name, &facts, AT_SYMLINK_NOFOLLOW) == 0, facts.st_mode & S_IFMT == S_IFLNK
        else { return nil }
        guard facts.st_uid == 0 else {
            throw .untrusted(path: folder.path(of: name), reason: "is a link of user \(facts.st_uid)")
        }
        var target = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlinkat(folder.descriptor, name, &target, target.count)
        guard count > 0 else { throw Folder.failure(folder.path(of: name)) }
        return String(decoding: target[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// The components in reverse order.
    private static func parts(of path: String) -> [String] {
        path.split(separator: "/").map(String.init).filter { $0 != "." }.reversed()
    }
}
