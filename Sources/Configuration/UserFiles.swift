import Files

/// Reads the user's configuration files.
enum UserFiles {
    /// The maximum size of a configuration or theme file in bytes.
    static let maxFileSize = 256 << 10

    /// The text of a file; nil if it doesn't exist. Throws the reason if it can't be read.
    static func text(of path: String) throws(ConfigurationError) -> String? {
        do throws(InputFailure) {
            return try InputFile(path, limit: maxFileSize).text()
        } catch {
            guard error != .missing else { return nil }
            throw ConfigurationError(file: path, place: nil, message: "The file can't be read: \(error.reason).")
        }
    }

    /// The names of a folder's files with this extension, without it; empty if the folder can't be read.
    static func names(in folder: String, ending: String) -> [String] {
        FolderListing.names(in: folder).filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }
    }
}
