import Glibc

/// A folder that nobody but root can have put where it is, nor can change: what root makes and removes there is what it
/// means to.
///
/// Links are followed only from such folders; each folder on the way belongs to root, and nobody else may write to it,
/// unless it is one like /tmp, where nobody can take away what isn't theirs.
enum TrustedPath {
    private static let maxSymlinks = 40

    /// Makes what is missing of a path, and opens its folder. Throws where a part of it is somebody else's.
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

    /// Throws where somebody but root could change what is in the folder.
    private static func check(_ folder: OpenFolder) throws(DemoError) {
        let facts = try folder.status()
        guard facts.st_uid == 0 else {
            throw .untrusted(path: folder.path, reason: "belongs to user \(facts.st_uid)")
        }
        guard facts.st_mode & 0o022 == 0 || facts.st_mode & 0o1000 != 0 else {
            throw .untrusted(path: folder.path, reason: "can be changed by others")
        }
    }

    /// Where a link leads; nil where it is none.
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

    /// The parts, the first one last.
    private static func parts(of path: String) -> [String] {
        path.split(separator: "/").map(String.init).filter { $0 != "." }.reversed()
    }
}
