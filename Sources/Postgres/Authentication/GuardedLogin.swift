import Glibc
import Loop

/// Logs in to one host without revealing the password to a server that asks for it, for libpq versions that lack
/// `require_auth`.
///
/// Over TLS, libpq must use channel binding, which only SCRAM offers. Without TLS, a relay filters the server's
/// messages before libpq sees them. The transport is fixed for each attempt, so an attempt can't be downgraded.
struct GuardedLogin {
    private enum Transport {
        case tls
        case plain
    }

    let keywords: LoginAttempt.Keywords
    let values: [String: String]

    /// Connects, blocking the calling thread.
    func connect(until deadline: MonotonicTime) -> Result<PQConnection, PostgresError> {
        if let outcome = connectWithoutPassword(until: deadline) { return outcome }
        var outcome = Result<PQConnection, PostgresError>.failure(PQConnection.outOfMemory)
        for way in transports {
            var course = PQConnection.ConnectProgress()
            outcome = connect(over: way, until: deadline, &course)
            switch outcome {
            case .success: return outcome
            case .failure(let failure):
                // Try the next transport only if the server doesn't support this one.
                guard course.hasAnswered, !course.hasTLS, failure.kind != .passwordWithheld else { return outcome }
            }
        }
        return outcome
    }

    /// Returns the outcome if no password could be revealed; nil if there is a password, in which case nothing was
    /// sent.
    private func connectWithoutPassword(until deadline: MonotonicTime) -> Result<PQConnection, PostgresError>? {
        if values["password"] != nil { return nil }
        guard let wire = PQConnection.start(keywords) else { return .failure(PQConnection.outOfMemory) }
        var course = PQConnection.ConnectProgress()
        // libpq has read the password file by now.
        return wire.hasPassword ? nil : wire.finishConnecting(until: deadline, &course)
    }

    /// The transports that `sslmode` allows, in order.
    private var transports: [Transport] {
        if ServerLocation(values).isOnThisMachine { return [.plain] }
        return switch values["sslmode"] {
        case "disable": [.plain]
        case "allow": [.plain, .tls]
        case "require", "verify-ca", "verify-full": [.tls]
        case _: [.tls, .plain]
        }
    }

    private func connect(
        over way: Transport,
        until deadline: MonotonicTime,
        _ course: inout PQConnection.ConnectProgress
    ) -> Result<PQConnection, PostgresError> {
        switch way {
        case .plain:
            let words = [("sslmode", "disable"), ("gssencmode", "disable")]
            // A local socket whose owner `requirepeer` verifies belongs to a known server.
            let isVouchedFor = values["requirepeer"] != nil && ServerLocation(values).isOnThisMachine
            return connect(words, filtered: !isVouchedFor, until: deadline, &course)
        case .tls: return connectOverTLS(until: deadline, &course)
        }
    }

    private func connectOverTLS(until deadline: MonotonicTime, _ course: inout PQConnection.ConnectProgress) -> Result<
        PQConnection, PostgresError
    > {
        let isStrict = ["require", "verify-ca", "verify-full"].contains(values["sslmode"] ?? "")
        let tls = [("gssencmode", "disable")] + (isStrict ? [] : [("sslmode", "require")])
        let bound = connect(tls + [("channel_binding", "require")], filtered: false, until: deadline, &course)
        guard case .failure(let failure) = bound, failure.state == nil, course.hasTLS else { return bound }
        // The server either requires no password or asks for the password itself. Retrying without a password is safe.
        guard let words = keywordsWithoutPassword else { return .failure(PostgresError(.passwordWithheld)) }
        let open = GuardedLogin(keywords: words + tls, values: values).connect(
            [],
            filtered: false,
            until: deadline,
            &course
        )
        guard case .failure(let second) = open else { return open }
        return second.kind == .passwordRequired ? .failure(PostgresError(.passwordWithheld)) : bound
    }

    private func connect(
        _ words: LoginAttempt.Keywords,
        filtered: Bool,
        until deadline: MonotonicTime,
        _ course: inout PQConnection.ConnectProgress
    ) -> Result<PQConnection, PostgresError> {
        guard let wire = PQConnection.start(keywords + words) else { return .failure(PQConnection.outOfMemory) }
        return wire.finishConnecting(until: deadline, filtered: filtered, &course)
    }

    /// The same connection without its password; nil if libpq would take one from the environment anyway.
    private var keywordsWithoutPassword: LoginAttempt.Keywords? {
        guard getenv("PGPASSWORD") == nil else { return nil }
        let stated = values.filter { $0.key != "password" && $0.key != "passfile" }.map { ($0.key, $0.value) }
        let others = keywords.filter { !["dbname", "password", "passfile"].contains($0.0) }
        return stated + others + [("passfile", "/dev/null/none")]
    }
}
