import Glibc

/// A folder of small files that are whole or not there: written beside, synced, then renamed into place.
struct JournalFolder: Sendable {
    /// The folder's path; made when the first file is written.
    let path: String

    /// What the system refused.
    struct Failure: Error, Equatable, CustomStringConvertible {
        /// The call that failed.
        let call: String
        /// Its error number, as in errno(3).
        let number: Int32

        var description: String { "\(call): \(String(cString: strerror(number)))" }
    }

    /// Writes a file so that it survives a power cut once this returns.
    func write(_ text: String, to name: String) throws(Failure) {
        try make(path)
        let temporary = "\(path)/.\(name).new"
        let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Failure(call: "open", number: errno) }
        defer { close(file) }
        try write(text, to: file)
        guard fsync(file) == 0 else { throw Failure(call: "fsync", number: errno) }
        guard rename(temporary, "\(path)/\(name)") == 0 else { throw Failure(call: "rename", number: errno) }
        syncFolder()
    }

    /// Removes a file; one that isn't there is fine.
    func remove(_ name: String) {
        if unlink("\(path)/\(name)") == 0 { syncFolder() }
    }

    /// The files' texts by name, in the order of their names; those that can't be read are left out.
    func read() -> [(name: String, text: String)] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted().compactMap { name in
            contents(of: "\(path)/\(name)").map { (name, $0) }
        }
    }

    private func write(_ text: String, to file: Int32) throws(Failure) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw Failure(call: "write", number: errno) }
            rest = rest.dropFirst(written)
        }
    }

    private func make(_ path: String) throws(Failure) {
        var built = ""
        for part in path.split(separator: "/", omittingEmptySubsequences: true) {
            built += "/" + part
            // Only its owner may look in: these are people's words.
            if mkdir(built, 0o700) != 0, errno != EEXIST { throw Failure(call: "mkdir", number: errno) }
        }
    }

    private func syncFolder() {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    private func contents(of path: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = buffer.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count == 0 ? String(decoding: bytes, as: UTF8.self) : nil }
            bytes += buffer.prefix(count)
        }
    }
}
