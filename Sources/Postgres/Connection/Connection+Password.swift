import CLibPQ

/// Passwords, which never leave the client.
extension Connection {
    /// The login that connected; nil while not connected.
    package var login: String? { pq?.login }

    /// Returns the SCRAM-SHA-256 verifier of a password, as computed by libpq; nil while not connected.
    package func verifier(of password: String, login: String) -> String? {
        pq?.verifier(of: password, login: login)
    }

    /// Uses the password for future connects.
    package func remember(_ password: String) {
        settings.overrides["password"] = password
    }

    /// Returns whether this connection was opened with that password; false if it used none.
    package func usedPassword(_ password: String) -> Bool {
        pq?.isPassword(password) ?? false
    }
}

extension PQConnection {
    fileprivate func verifier(of password: String, login: String) -> String? {
        // Without an explicit method libpq would query the server, which a pipeline forbids.
        guard let made = PQencryptPasswordConn(connection, password, login, "scram-sha-256") else { return nil }
        defer { PQfreemem(made) }
        return String(cString: made)
    }

    fileprivate func isPassword(_ password: String) -> Bool {
        PQpass(connection).map { String(cString: $0) == password && !password.isEmpty } ?? false
    }
}
