import Glibc

/// Why a file of foreign origin isn't read.
package enum InputFailure: Error, Equatable, Sendable {
    /// It doesn't exist.
    case missing
    /// The system refused access; an errno(3) value.
    case refused(Int32)
    /// It isn't a regular file, so reading it could block forever.
    case notRegularFile(FileKind)
    /// It isn't owned by the caller, as the policy requires.
    case notOwned
    /// It exceeds the limit, in bytes.
    case tooLong(limit: Int)

    /// The reason and its remedy, without the path: `it is a pipe; …`.
    package var reason: String {
        switch self {
        case .missing: "there is no such file; check the name"
        case .refused(let number): "\(String(cString: strerror(number))); see the permissions"
        case .notRegularFile(let kind): "it is \(kind.rawValue), not a plain file; put a plain file there"
        case .notOwned: "it belongs to somebody else; put a file of your own there"
        case .tooLong(let limit): "it is longer than \(Self.size(limit)); shorten it"
        }
    }

    /// A number of bytes in the largest unit that divides it.
    package static func size(_ bytes: Int) -> String {
        switch bytes {
        case _ where bytes >= 1 << 20 && bytes.isMultiple(of: 1 << 20): "\(bytes >> 20) MiB"
        case _ where bytes >= 1 << 10 && bytes.isMultiple(of: 1 << 10): "\(bytes >> 10) KiB"
        case _: "\(bytes) bytes"
        }
    }
}

/// The kind of a file that isn't a regular one.
package enum FileKind: String, Sendable {
    case folder = "a folder"
    case pipe = "a pipe"
    case device = "a device"
    case socket = "a socket"
    case link = "a link"
    case unknown = "something else"

    init(mode: mode_t) {
        self =
            switch mode & S_IFMT {
            case S_IFDIR: .folder
            case S_IFIFO: .pipe
            case S_IFCHR, S_IFBLK: .device
            case S_IFSOCK: .socket
            case S_IFLNK: .link
            default: .unknown
            }
    }
}
