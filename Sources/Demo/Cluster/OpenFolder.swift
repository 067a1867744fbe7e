import Files
import Glibc

/// An open folder. Works through its descriptor and follows no symlink, so that nobody with write access there, or
/// above, can redirect it.
final class OpenFolder: Sendable {
    /// The path at the time of opening; for errors.
    let path: String
    let descriptor: Int32

    private static let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC

    /// Opens the folder at a path. For root the last component must not be a symlink; other users' symlinks are their
    /// own business.
    init(_ path: String) throws(DemoError) {
        descriptor = open(path, geteuid() == 0 ? Self.flags : Self.flags & ~O_NOFOLLOW)
        self.path = path
        guard descriptor >= 0 else { throw Folder.failure(path) }
    }

    /// Opens a subfolder.
    init(_ name: String, in folder: OpenFolder) throws(DemoError) {
        path = folder.path(of: name)
        descriptor = openat(folder.descriptor, name, Self.flags)
        guard descriptor >= 0 else { throw Folder.failure(path) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// The path of an entry.
    func path(of name: String) -> String { path.hasSuffix("/") ? path + name : path + "/" + name }

    /// Owner and permissions.
    func status() throws(DemoError) -> stat {
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { throw Folder.failure(path) }
        return facts
    }

    /// Changes owner and permissions.
    func setOwner(_ user: uid_t, group: gid_t, mode: mode_t) throws(DemoError) {
        guard fchown(descriptor, user, group) == 0, fchmod(descriptor, mode) == 0 else { throw Folder.failure(path) }
    }

    /// Writes a file atomically, replacing whatever exists under that name.
    func write(_ text: String, to name: String, owner: ServerAccount) throws(DemoError) {
        let fresh = ".\(name).\(getpid()).new"
        unlinkat(descriptor, fresh, 0)
        let file = openat(descriptor, fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Folder.failure(path(of: name)) }
        do throws(DemoError) {
            defer { close(file) }
            let bytes = Array(text.utf8)
            guard Glibc.write(file, bytes, bytes.count) == bytes.count else { throw Folder.failure(path(of: name)) }
            guard fchown(file, owner.userID, owner.groupID) == 0 else { throw Folder.failure(path(of: name)) }
            guard renameat(descriptor, fresh, descriptor, name) == 0 else { throw Folder.failure(path(of: name)) }
        } catch {
            unlinkat(descriptor, fresh, 0)
            throw error
        }
    }

    /// A small file's text; nil if there is no such regular file.
    func read(_ name: String) -> String? {
        try? InputFile(name, limit: 1 << 20, of: .anyWithoutSymlinks, in: descriptor).text()
    }

    /// The end of a file's text, however long the file is; nil if there is no such regular file.
    func end(of name: String) -> String? {
        try? InputFile(name, limit: 65_536, of: .anyWithoutSymlinks, in: descriptor).tail()
    }

    /// Removes a file, or a folder with its contents; does nothing if it doesn't exist.
    func remove(_ name: String) throws(DemoError) {
        if unlinkat(descriptor, name, 0) == 0 || errno == ENOENT { return }
        guard errno == EISDIR || errno == EPERM else { throw Folder.failure(path(of: name)) }
        try OpenFolder(name, in: self).removeContents()
        guard unlinkat(descriptor, name, AT_REMOVEDIR) == 0 || errno == ENOENT else {
            throw Folder.failure(path(of: name))
        }
    }

    private func removeContents() throws(DemoError) {
        for name in try names() { try remove(name) }
    }

    /// The names of the entries, in no particular order.
    private func names() throws(DemoError) -> [String] {
        // The stream owns and closes this descriptor.
        let own = openat(descriptor, ".", Self.flags)
        guard own >= 0, let stream = fdopendir(own) else {
            if own >= 0 { close(own) }
            throw Folder.failure(path)
        }
        defer { closedir(stream) }
        return FolderListing.names(in: stream)
    }
}
