/// A line with blanks, such as `{guest}`, that are filled for each conversation.
struct Template: Sendable {
    private let pieces: [Piece]

    private enum Piece: Sendable {
        case text(String)
        case blank(Blank)
    }

    /// The kinds of blank.
    enum Blank: String, CaseIterable, Sendable {
        case guest, property, city, code, wifi, time, day, price, flight
        case number = "n"
    }

    /// Parses a line; unknown names in braces stay as written.
    init(_ text: String) {
        var pieces: [Piece] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = rest[rest.index(after: open)..<close]
            if let blank = Blank(rawValue: String(name)) {
                pieces += [.text(String(rest[..<open])), .blank(blank)]
            } else {
                pieces.append(.text(String(rest[...close])))
            }
            rest = rest[rest.index(after: close)...]
        }
        self.pieces = pieces + [.text(String(rest))]
    }

    /// The line with its blanks filled.
    func filled(_ value: (Blank) -> String) -> String {
        pieces.reduce(into: "") { line, piece in
            switch piece {
            case .text(let text): line += text
            case .blank(let blank): line += value(blank)
            }
        }
    }
}
