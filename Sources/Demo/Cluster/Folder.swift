import Glibc

/// Folders and small files by their paths, made and removed with errors that name the path. The folder that a path ends in
/// is opened first, and what is done goes by its descriptor.
enum Folder {
    /// Makes the folder and those above it that are missing; one that is there stays as it is. Root goes only where nobody
    /// else can have led it.
    static func make(_ path: String, mode: mode_t) throws(DemoError) {
        guard geteuid() != 0 else {
            _ = try TrustedPath.make(path, mode: mode)
            return
        }
        if exists(path) { return }
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            try make(String(path[..<slash]), mode: 0o755)
        }
        guard mkdir(path, mode) == 0 || errno == EEXIST else { throw failure(path) }
    }

    /// Throws where root would work in a folder that somebody else could have led it to.
    static func check(_ path: String) throws(DemoError) {
        if geteuid() == 0, exists(path) { try make(path, mode: 0o700) }
    }

    /// A folder that only its owner may enter: made, or checked to be that already.
    static func makePrivate(_ path: String, owner: ServerAccount) throws(DemoError) {
        let (parent, name) = try parent(of: path)
        guard mkdirat(parent.descriptor, name, 0o700) == 0 || errno == EEXIST else { throw failure(path) }
        let notOurs = DemoError.file(
            path: path,
            reason: "it is not a private folder of '\(owner.name)'; remove it and start again"
        )
        guard let folder = try? OpenFolder(name, in: parent) else { throw notOurs }
        let facts = try folder.status()
        guard [owner.userID, geteuid()].contains(facts.st_uid), facts.st_mode & 0o077 == 0 else { throw notOurs }
        // Of two starts at the same moment the second may find the folder before the first has given it away.
        try folder.setOwner(owner.userID, group: owner.groupID, mode: 0o700)
    }

    /// The path without links and relative parts; nil where nothing is there.
    static func resolved(_ path: String) -> String? {
        guard let whole = realpath(path, nil) else { return nil }
        defer { free(whole) }
        return String(cString: whole)
    }

    /// Whether anything is there, a link that leads nowhere too.
    static func exists(_ path: String) -> Bool {
        var facts = stat()
        return lstat(path, &facts) == 0
    }

    /// Writes a file anew, owned by the server's user.
    static func write(_ text: String, to path: String, owner: ServerAccount) throws(DemoError) {
        let (parent, name) = try parent(of: path)
        try parent.write(text, to: name, owner: owner)
    }

    /// The file's text, or nil where it can't be read, is no plain file, or is long.
    static func read(_ path: String) -> String? {
        guard let (parent, name) = try? parent(of: path) else { return nil }
        return parent.read(name)
    }

    /// The last of a file's text, however long it is.
    static func end(of path: String) -> String? {
        guard let (parent, name) = try? parent(of: path) else { return nil }
        return parent.end(of: name)
    }

    /// Removes a folder with all that is in it, or a file; nothing there is fine. Links are not followed.
    static func remove(_ path: String) throws(DemoError) {
        guard exists(path) else { return }
        let (parent, name) = try parent(of: path)
        try parent.remove(name)
    }

    static func rename(_ old: String, to new: String) throws(DemoError) {
        guard Glibc.rename(old, new) == 0 else { throw failure(new) }
    }

    static func failure(_ path: String) -> DemoError {
        errno == ENOSPC ? .diskFull(path: path) : .file(path: path, reason: systemError())
    }

    private static func parent(of path: String) throws(DemoError) -> (OpenFolder, String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let name = String(parts.last ?? "")
        let above = parts.dropLast().joined(separator: "/")
        return (try OpenFolder(above.isEmpty ? "/" : above), name)
    }
}
