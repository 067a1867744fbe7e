import Glibc
import Loop

/// A login at one host that keeps the password from a server that asks for it, with a libpq that can't be told to.
///
/// In TLS libpq is made to insist on channel binding, which only SCRAM has. Without TLS the server's messages are looked at
/// before libpq sees them. Whether to use TLS is settled beforehand, so that neither way can turn into the other.
struct GuardedLogin {
    private enum Way {
        case tls
        case plain
    }

    let keywords: Login.Keywords
    let values: [String: String]

    /// Connects, on the caller's thread.
    func dial(until deadline: Moment) -> Result<Wire, PostgresError> {
        if let outcome = dialWithoutPassword(until: deadline) { return outcome }
        var outcome = Result<Wire, PostgresError>.failure(Wire.outOfMemory)
        for way in ways {
            var course = Wire.Course()
            outcome = go(way, until: deadline, &course)
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
    private func dialWithoutPassword(until deadline: Moment) -> Result<Wire, PostgresError>? {
        if values["password"] != nil { return nil }
        guard let wire = Wire.start(keywords) else { return .failure(Wire.outOfMemory) }
        var course = Wire.Course()
        // libpq has looked into the password file by now.
        return wire.hasPassword ? nil : wire.finishConnecting(until: deadline, &course)
    }

    /// What `sslmode` stands for, in order.
    private var ways: [Way] {
        if ServerPlace(values).isOnThisMachine { return [.plain] }
        return switch values["sslmode"] {
        case "disable": [.plain]
        case "allow": [.plain, .tls]
        case "require", "verify-ca", "verify-full": [.tls]
        case _: [.tls, .plain]
        }
    }

    private func go(_ way: Way, until deadline: Moment, _ course: inout Wire.Course) -> Result<Wire, PostgresError> {
        switch way {
        case .plain:
            let words = [("sslmode", "disable"), ("gssencmode", "disable")]
            // A socket whose owner was named and looked at is no stranger's.
            let isVouchedFor = values["requirepeer"] != nil && ServerPlace(values).isOnThisMachine
            return connect(words, filtered: !isVouchedFor, until: deadline, &course)
        case .tls: return goByTLS(until: deadline, &course)
        }
    }

    private func goByTLS(until deadline: Moment, _ course: inout Wire.Course) -> Result<Wire, PostgresError> {
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
        return second.kind == .passwordNeeded ? .failure(PostgresError(.passwordWithheld)) : bound
    }

    private func connect(
        _ words: Login.Keywords,
        filtered: Bool,
        until deadline: Moment,
        _ course: inout Wire.Course
    ) -> Result<Wire, PostgresError> {
        guard let wire = Wire.start(keywords + words) else { return .failure(Wire.outOfMemory) }
        return wire.finishConnecting(until: deadline, filtered: filtered, &course)
    }

    /// The same connection without its password; nil where libpq would take one from the environment all the same.
    private var keywordsWithoutPassword: Login.Keywords? {
        guard getenv("PGPASSWORD") == nil else { return nil }
        let stated = values.filter { $0.key != "password" && $0.key != "passfile" }.map { ($0.key, $0.value) }
        let others = keywords.filter { !["dbname", "password", "passfile"].contains($0.0) }
        return stated + others + [("passfile", "/dev/null/none")]
    }
}
