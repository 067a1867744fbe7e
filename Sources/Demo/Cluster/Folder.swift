import Glibc

/// Folders and small files, made and removed with errors that name the path.
enum Folder {
    /// Makes the folder and those above it that are missing; one that is there stays as it is.
    static func make(_ path: String, mode: mode_t) throws(DemoError) {
        if exists(path) { return }
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
            try make(String(path[..<slash]), mode: 0o755)
        }
        guard mkdir(path, mode) == 0 || errno == EEXIST else { throw failure(path) }
    }

    /// A folder that only its owner may enter: made, or checked to be that already.
    ///
    /// Of two starts at the same moment the second may find the folder before the first has given it away, so it gives
    /// away what is still ours. That is done to what was opened, not to the path: a link put there leads nowhere.
    static func makePrivate(_ path: String, owner: ServerAccount) throws(DemoError) {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure(path) }
        let foreign = DemoError.file(
            path: path,
            reason: "it is not a private folder of '\(owner.name)'; remove it and start again"
        )
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw [ENOTDIR, ELOOP, EACCES].contains(errno) ? foreign : failure(path) }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { throw failure(path) }
        guard [owner.userID, geteuid()].contains(facts.st_uid), facts.st_mode & 0o077 == 0 else { throw foreign }
        guard fchown(descriptor, owner.userID, owner.groupID) == 0 else { throw failure(path) }
    }

    /// The path without links and relative parts; nil where nothing is there.
    static func resolved(_ path: String) -> String? {
        guard let whole = realpath(path, nil) else { return nil }
        defer { free(whole) }
        return String(cString: whole)
    }

    static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    /// Writes a file anew, owned by the server's user.
    static func write(_ text: String, to path: String, owner: ServerAccount) throws(DemoError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count else { throw failure(path) }
        guard fchown(descriptor, owner.userID, owner.groupID) == 0 else { throw failure(path) }
    }

    /// The file's text, or nil where it can't be read.
    static func read(_ path: String) -> String? {
        guard let file = fopen(path, "re") else { return nil }
        defer { fclose(file) }
        return readAll(file)
    }

    /// All that is in an open file, from its beginning.
    static func readAll(_ file: UnsafeMutablePointer<FILE>) -> String {
        rewind(file)
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
            bytes += chunk[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Removes a folder with all that is in it, or a file; nothing there is fine. Links are not followed.
    static func remove(_ path: String) throws(DemoError) {
        var facts = stat()
        guard lstat(path, &facts) == 0 else {
            if errno == ENOENT { return }
            throw failure(path)
        }
        if facts.st_mode & S_IFMT == S_IFDIR {
            for name in names(in: path) { try remove(path + "/" + name) }
        }
        guard Glibc.remove(path) == 0 || errno == ENOENT else { throw failure(path) }
    }

    /// What is in a folder, in no order; nothing where it can't be read.
    static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    static func rename(_ old: String, to new: String) throws(DemoError) {
        guard Glibc.rename(old, new) == 0 else { throw failure(new) }
    }

    static func failure(_ path: String) -> DemoError {
        errno == ENOSPC ? .diskFull(path: path) : .file(path: path, reason: systemError())
    }
}
