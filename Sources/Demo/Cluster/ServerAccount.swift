import Glibc

/// The operating-system user that the server runs as.
package struct ServerAccount: Sendable, Equatable {
    /// The user's name.
    package let name: String
    let userID: uid_t
    let groupID: gid_t
    /// Whether the starting process is root and drops privileges to this user for every server program.
    let dropsPrivileges: Bool

    /// The caller's own account; for root the first unprivileged one of `riad` and `postgres`.
    package static func current() throws(DemoError) -> ServerAccount {
        if geteuid() != 0 {
            guard let own = look({ getpwuid_r(geteuid(), $0, $1, $2, $3) }) else {
                throw .file(path: "/etc/passwd", reason: "it doesn't name the user \(geteuid())")
            }
            return ServerAccount(name: own.name, userID: own.userID, groupID: own.groupID, dropsPrivileges: false)
        }
        for name in ["riad", "postgres"] {
            if let found = look({ getpwnam_r(name, $0, $1, $2, $3) }), found.userID != 0 {
                return ServerAccount(name: name, userID: found.userID, groupID: found.groupID, dropsPrivileges: true)
            }
        }
        throw .noPlainUser
    }

    /// The operating-system users that the server accepts: the starting user and the server's own.
    var allowedUsers: [String] {
        dropsPrivileges ? ["root", name] : [name]
    }

    /// The command that runs `arguments` as this user.
    func command(_ arguments: [String]) -> [String] {
        guard dropsPrivileges else { return arguments }
        return ["setpriv", "--reuid=\(userID)", "--regid=\(groupID)", "--init-groups", "--"] + arguments
    }

    private typealias Lookup = (
        UnsafeMutablePointer<passwd>, UnsafeMutablePointer<CChar>, Int,
        UnsafeMutablePointer<UnsafeMutablePointer<passwd>?>
    ) -> Int32

    private static func look(_ lookup: Lookup) -> (name: String, userID: uid_t, groupID: gid_t)? {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        return buffer.withUnsafeMutableBufferPointer { storage in
            guard let base = storage.baseAddress, lookup(&entry, base, storage.count, &found) == 0 else { return nil }
            guard found != nil else { return nil }
            return (String(cString: entry.pw_name), entry.pw_uid, entry.pw_gid)
        }
    }
}
