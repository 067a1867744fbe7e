/// Reads a server's side of a login message by message, and finds out whether it asks for the password itself.
struct AuthenticationFilter {
    /// What to do with what came.
    enum Verdict: Equatable {
        /// So many bytes more make the next decision possible.
        case wants(Int)
        /// This message is harmless: hand it on.
        case pass([UInt8])
        /// It asks for the password in clear or as an MD5 sum, or it is no login at all.
        case refuse
    }

    /// No message of a login is longer, in bytes.
    private static let longest = 65_536

    private var message: [UInt8] = []
    /// A server from before the protocol, or one that can't even begin: words without a length, and then the end.
    private var isBare = false
    /// The login has succeeded and the server waits: nothing more is to be read on its behalf.
    private(set) var isOver = false

    /// Takes bytes, at most as many as were wanted, and decides.
    mutating func take(_ bytes: [UInt8]) -> Verdict {
        if isBare { return .pass(bytes) }
        message += bytes
        guard message.count >= 5 else { return .wants(5 - message.count) }
        let length = message[1..<5].reduce(0) { $0 << 8 | Int($1) }
        let kind = Unicode.Scalar(message[0])
        if kind == "E", length < 8 || length > 30_000 {
            isBare = true
            return finish()
        }
        guard length >= 4, length <= Self.longest else { return .refuse }
        guard message.count > length else { return .wants(length + 1 - message.count) }
        if kind == "R", asksForPassword { return .refuse }
        isOver = kind == "Z"
        return finish()
    }

    /// The other side has said something more, as libpq does that asks a server whether it takes changes.
    mutating func goOn() { isOver = false }

    /// How many bytes to read next.
    var wanted: Int {
        if isBare { return 4_096 }
        guard message.count >= 5 else { return 5 - message.count }
        return message[1..<5].reduce(0) { $0 << 8 | Int($1) } + 1 - message.count
    }

    /// AuthenticationKerberosV5, CleartextPassword, crypt and MD5Password; see PostgreSQL's documentation, "Message Formats".
    private var asksForPassword: Bool {
        guard message.count >= 9 else { return true }
        return (2...5).contains(message[5..<9].reduce(0) { $0 << 8 | Int($1) })
    }

    private mutating func finish() -> Verdict {
        defer { message = [] }
        return .pass(message)
    }
}
