import Glibc

/// A folder for a single test, removed with its last reference.
package final class TemporaryFolder {
    package let path: String

    package init() throws {
        var template = Array("/tmp/riad-runtime.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw TestSupportError("no temporary folder") }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit { Self.remove(path) }

    /// The sorted names of its entries, or of a subfolder's, including hidden ones.
    package func entries(of folder: String = "") -> [String] { Self.entries(of: "\(path)/\(folder)") }

    /// Writes a file directly, as another program might.
    package func write(_ text: String, to name: String) throws {
        guard let file = fopen("\(path)/\(name)", "w") else { throw TestSupportError("no file \(name)") }
        defer { fclose(file) }
        guard fputs(text, file) >= 0 else { throw TestSupportError("can't write \(name)") }
    }

    private static func entries(of path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            names.append(
                withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            )
        }
        return names.filter { $0 != "." && $0 != ".." }.sorted()
    }

    private static func remove(_ path: String) {
        for name in entries(of: path) { remove("\(path)/\(name)") }
        _ = Glibc.remove(path)
    }
}
