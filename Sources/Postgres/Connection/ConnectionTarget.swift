import CLibPQ
import Glibc

/// What is known of a connection before anybody connects: from the target, the environment and the service file, as
/// libpq reads them.
package struct ConnectionTarget: Sendable {
    /// The login asked for; empty where nobody said.
    package let login: String
    /// Whether the server is reached over a network, not by a socket of this machine.
    package let isRemote: Bool
    /// Whether a password is stated, or there is a file in which libpq looks for one.
    package let mayHavePassword: Bool
}

extension ConnectionSettings {
    /// What is known of the connection. Throws where the target can't be read.
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

    /// What libpq takes for each of its keywords, as far as it knows before it connects. Throws where the target can't be
    /// read, or a file that libpq would read would be waited for.
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

    /// Whether a connection string has a password of any kind in it. One that can't be read has none that would be used.
    package static func containsPassword(_ target: String) -> Bool {
        guard isConnectionString(target), let options = PQconninfoParse(target, nil) else { return false }
        defer { PQconninfoFree(options) }
        var option = options
        while option.pointee.keyword != nil {
            // libpq marks so what isn't to be shown.
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
