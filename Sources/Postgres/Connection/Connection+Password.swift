import CLibPQ

/// Passwords, which never leave this side.
extension Connection {
    /// The login that connected; nil while not connected.
    package var login: String? { pq?.login }

    /// What the server keeps of a password (SCRAM-SHA-256, as libpq makes it), for that login; nil while not connected.
    package func verifier(of password: String, login: String) -> String? {
        pq?.verifier(of: password, login: login)
    }

    /// Connects with that password from the next time on.
    package func remember(_ password: String) {
        settings.overrides["password"] = password
    }

    /// Whether this connection was opened with that password; false where none was used.
    package func usedPassword(_ password: String) -> Bool {
        pq?.isPassword(password) ?? false
    }
}

extension PQConnection {
    fileprivate func verifier(of password: String, login: String) -> String? {
        // The method is named, so that libpq doesn't ask the server for one, which a pipeline forbids.
        guard let made = PQencryptPasswordConn(connection, password, login, "scram-sha-256") else { return nil }
        defer { PQfreemem(made) }
        return String(cString: made)
    }

    fileprivate func isPassword(_ password: String) -> Bool {
        PQpass(connection).map { String(cString: $0) == password && !password.isEmpty } ?? false
    }
}
