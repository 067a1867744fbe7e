import CLibPQ
import Glibc

/// What is known of a connection before connecting: from the target, the environment and the service file, resolved as
/// libpq does.
package struct ConnectionTarget: Sendable {
    /// The requested login; empty if not stated.
    package let login: String
    /// Whether the server is reached over a network rather than a local socket.
    package let isRemote: Bool
    /// Whether a password is stated or a password file exists.
    package let mayHavePassword: Bool
}

extension ConnectionSettings {
    /// Resolves the connection's target. Throws if it can't be parsed.
    package func connectionTarget() throws(PostgresError) -> ConnectionTarget {
        let values = try resolvedKeywords()
        let host = values["hostaddr"] ?? values["host"] ?? ""
        return ConnectionTarget(
            login: values["user"] ?? "",
            isRemote: !host.isEmpty && !host.hasPrefix("/") && !host.hasPrefix("@"),
            mayHavePassword: values["password"] != nil
                || LibpqFiles.passwordFile(values).map { access($0, F_OK) == 0 } ?? false
        )
    }

    /// Returns the value of each libpq keyword as far as it is known before connecting. Throws if the target can't be
    /// parsed, or if a file that libpq would read would block.
    func resolvedKeywords() throws(PostgresError) -> [String: String] {
        try LibpqFiles.services.check()
        var values = Self.values(PQconndefaults())
        if let target, Self.isConnectionString(target) {
            guard let options = PQconninfoParse(target, nil) else { throw Self.unreadable }
            values.merge(Self.values(options)) { _, stated in stated }
        }
        values.merge(overrides) { _, own in own }
        try LibpqFiles(values: values).check()
        return values
    }

    /// Returns whether a connection string contains a password of any kind; false if the string can't be parsed.
    package static func containsPassword(_ target: String) -> Bool {
        guard isConnectionString(target), let options = PQconninfoParse(target, nil) else { return false }
        defer { PQconninfoFree(options) }
        var option = options
        while option.pointee.keyword != nil {
            // libpq marks secret options with an asterisk.
            let isSecret = option.pointee.dispchar.map { $0.pointee == 0x2A } ?? false
            if isSecret, option.pointee.val != nil { return true }
            option += 1
        }
        return false
    }

    private static func values(_ options: UnsafeMutablePointer<PQconninfoOption>?) -> [String: String] {
        guard let options else { return [:] }
        defer { PQconninfoFree(options) }
        var values: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val, value.pointee != 0 {
                values[String(cString: keyword)] = String(cString: value)
            }
            option += 1
        }
        return values
    }
}
