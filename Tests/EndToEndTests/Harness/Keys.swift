import TerminalSupport

/// The byte sequences that a terminal sends for keys.
enum Keys {
    static let enter = "\r"
    static let escape = "\u{1B}"
    static let down = "\u{1B}[B"
    static let send = "\u{13}"
    static let editor = "\u{0F}"
    static let suspend = "\u{1A}"
    static let refresh = "\u{12}"
    static let switchKind = "\u{0E}"
}

extension PseudoTerminal {
    /// Sends a text as a bracketed paste.
    func paste(_ text: String) {
        type("\u{1B}[200~" + text + "\u{1B}[201~")
    }

    /// Reads until a condition outside the screen holds; throws with the screen on timeout.
    func wait(until what: String, within limit: Duration = .testTimeout, _ condition: () throws -> Bool) throws {
        let deadline = ContinuousClock.now + limit
        while try !condition() {
            guard ContinuousClock.now < deadline else { throw ScenarioError("not \(what); on:\n\(screen.text)") }
            read(within: 30)
        }
    }

    /// Reads until a text is no longer on the screen.
    func wait(forNo text: String, within limit: Duration = .testTimeout) throws {
        try wait(for: "screen without “\(text)”", within: limit) { !$0.text.contains(text) }
    }
}
