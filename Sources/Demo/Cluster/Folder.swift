import Glibc

/// Creates, reads and removes folders and small files by path, with errors that name the path. Opens the parent folder
/// first and then works through its descriptor.
enum Folder {
    /// Creates the folder and its missing parents; leaves an existing folder unchanged. For root, throws if another
    /// user could have redirected the path.
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

    /// For root, throws if another user could have redirected the path.
    static func check(_ path: String) throws(DemoError) {
        if geteuid() == 0, exists(path) { try make(path, mode: 0o700) }
    }

    /// Creates a folder that only its owner may enter, or checks that it is one.
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
        // With two simultaneous starts, the second may find the folder before the first has changed its owner.
        try folder.setOwner(owner.userID, group: owner.groupID, mode: 0o700)
    }

    /// The path without symlinks and relative parts; nil if nothing exists there.
    static func resolved(_ path: String) -> String? {
        guard let whole = realpath(path, nil) else { return nil }
        defer { free(whole) }
        return String(cString: whole)
    }

    /// Returns whether the path exists, even as a dangling symlink.
    static func exists(_ path: String) -> Bool {
        var facts = stat()
        return lstat(path, &facts) == 0
    }

    /// Replaces a file, owned by the server's user.
    static func write(_ text: String, to path: String, owner: ServerAccount) throws(DemoError) {
        let (parent, name) = try parent(of: path)
        try parent.write(text, to: name, owner: owner)
    }

    /// The file's text; nil if it can't be read, isn't a regular file, or is too long.
    static func read(_ path: String) -> String? {
        guard let (parent, name) = try? parent(of: path) else { return nil }
        return parent.read(name)
    }

    /// The end of a file's text, however long the file is.
    static func end(of path: String) -> String? {
        guard let (parent, name) = try? parent(of: path) else { return nil }
        return parent.end(of: name)
    }

    /// Removes a file, or a folder with its contents; does nothing if the path doesn't exist. Doesn't follow symlinks.
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
