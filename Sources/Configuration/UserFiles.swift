import Files

/// The files and folders in which a person writes what they want.
enum UserFiles {
    /// Longer than this no settings, keys or theme can be, in bytes.
    static let maxFileSize = 256 << 10

    /// A file's text; nil where there is none. Throws where it can't be read, saying why.
    static func text(of path: String) throws(ConfigurationError) -> String? {
        do throws(InputFailure) {
            return try InputFile(path, limit: maxFileSize).text()
        } catch {
            guard error != .missing else { return nil }
            throw ConfigurationError(file: path, place: nil, message: "The file can't be read: \(error.reason).")
        }
    }

    /// The names in a folder with this ending, without it; none where it can't be read.
    static func names(in folder: String, ending: String) -> [String] {
        FolderListing.names(in: folder).filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }
    }
}
