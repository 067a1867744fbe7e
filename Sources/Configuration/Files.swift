import Glibc

/// Reading files and folders without more than libc.
enum Files {
    /// Configuration larger than this is none.
    private static let cap = 1 << 20

    /// A file's text, at most 1 MiB; nil where it can't be read. Bytes that aren't UTF-8 become U+FFFD.
    static func text(of path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while bytes.count < cap {
            let got = read(descriptor, &buffer, buffer.count)
            guard got > 0 else { return got == 0 ? String(decoding: bytes, as: UTF8.self) : nil }
            bytes += buffer[..<got]
        }
        return nil
    }

    /// Whether something is there by this path.
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The names in a folder with this ending, without it; none where it can't be read.
    static func names(in folder: String, ending: String) -> [String] {
        guard let handle = opendir(folder) else { return [] }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(ending) { names.append(String(name.dropLast(ending.count))) }
        }
        return names
    }
}
