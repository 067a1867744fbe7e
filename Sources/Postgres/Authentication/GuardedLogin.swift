import Glibc
import Loop

/// A login at one host that keeps the password from a server that asks for it, with a libpq that can't be told to.
///
/// In TLS libpq is made to insist on channel binding, which only SCRAM has. Without TLS the server's messages are looked at
/// before libpq sees them. Whether to use TLS is settled beforehand, so that neither way can turn into the other.
struct GuardedLogin {
    private enum Transport {
        case tls
        case plain
    }

    let keywords: LoginAttempt.Keywords
    let values: [String: String]

    /// Connects, on the caller's thread.
    func connect(until deadline: MonotonicTime) -> Result<PQConnection, PostgresError> {
        if let outcome = connectWithoutPassword(until: deadline) { return outcome }
        var outcome = Result<PQConnection, PostgresError>.failure(PQConnection.outOfMemory)
        for way in transports {
            var course = PQConnection.ConnectProgress()
            outcome = connect(over: way, until: deadline, &course)
            switch outcome {
            case .success: return outcome
            case .failure(let failure):
                // The other way is for a server that doesn't speak this one.
                guard course.hasAnswered, !course.hasTLS, failure.kind != .passwordWithheld else { return outcome }
            }
        }
        return outcome
    }

    /// The outcome where there is no password that could be given away; nil where there is one, and then nothing was sent.
    private func connectWithoutPassword(until deadline: MonotonicTime) -> Result<PQConnection, PostgresError>? {
        if values["password"] != nil { return nil }
        guard let wire = PQConnection.start(keywords) else { return .failure(PQConnection.outOfMemory) }
        var course = PQConnection.ConnectProgress()
        // libpq has looked into the password file by now.
        return wire.hasPassword ? nil : wire.finishConnecting(until: deadline, &course)
    }

    /// What `sslmode` stands for, in order.
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
            // A socket whose owner was named and looked at is no stranger's.
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
        // The server lets in without a password, or by one that it wants to see. Without one at hand it can't get any.
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

    /// The same connection without its password; nil where libpq would take one from the environment all the same.
    private var keywordsWithoutPassword: LoginAttempt.Keywords? {
        guard getenv("PGPASSWORD") == nil else { return nil }
        let stated = values.filter { $0.key != "password" && $0.key != "passfile" }.map { ($0.key, $0.value) }
        let others = keywords.filter { !["dbname", "password", "passfile"].contains($0.0) }
        return stated + others + [("passfile", "/dev/null/none")]
    }
}
