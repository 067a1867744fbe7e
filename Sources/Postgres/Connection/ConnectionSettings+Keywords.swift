import CLibPQ
import Glibc

extension ConnectionSettings {
    /// Returns libpq's keywords and values, later ones winning. Call after `resolvedKeywords`, which checks the files
    /// that libpq reads here too. Throws if the target can't be parsed; the error doesn't quote it, because it may hold
    /// a password.
    func keywords() throws(PostgresError) -> [(String, String)] {
        let stated = try statedKeywords()
        var words: [(String, String)] = []
        if !stated.contains("service") {
            words += defaults.filter { getenv("PG" + $0.variable) == nil }.map { ($0.keyword, $0.value) }
        }
        if let target { words.append(("dbname", target)) }
        words.append(("fallback_application_name", applicationName))
        words.append(("client_encoding", "UTF8"))
        return words + overrides.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Detects a dead server within 15 seconds and leaves time for the next host if one is unreachable.
    private var defaults: [(keyword: String, variable: String, value: String)] {
        [
            ("connect_timeout", "CONNECT_TIMEOUT", String(max(2, connectTimeout.components.seconds / 2))),
            ("keepalives_idle", "KEEPALIVES_IDLE", "10"),
            ("keepalives_interval", "KEEPALIVES_INTERVAL", "3"),
            ("keepalives_count", "KEEPALIVES_COUNT", "2"),
            ("tcp_user_timeout", "TCP_USER_TIMEOUT", "15000"),
        ]
    }

    /// The keywords set by the target or by the environment's service.
    private func statedKeywords() throws(PostgresError) -> Set<String> {
        var stated = Set(overrides.keys)
        if getenv("PGSERVICE") != nil { stated.insert("service") }
        guard let target, Self.isConnectionString(target) else { return stated }
        guard let options = PQconninfoParse(target, nil) else { throw Self.unreadable }
        defer { PQconninfoFree(options) }
        var option = options
        while let keyword = option.pointee.keyword {
            if option.pointee.val != nil { stated.insert(String(cString: keyword)) }
            option += 1
        }
        return stated
    }

    /// Doesn't quote the target: it may hold a password.
    static var unreadable: PostgresError {
        PostgresError(
            .loginRefused,
            message: "the connection string can't be read: a URI (postgresql://user@host/database) or key=value"
        )
    }

    /// Anything else is a database name.
    static func isConnectionString(_ target: String) -> Bool {
        target.contains("=") || target.hasPrefix("postgresql://") || target.hasPrefix("postgres://")
    }
}
