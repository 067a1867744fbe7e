import Screen

/// The notation of a style in a theme file: `FOREGROUND on BACKGROUND ATTRIBUTES`, each part optional: `sand`, `on
/// indigo`, `sand on indigo bold`, `bold`, `plain` (no attributes). A colour is a palette name, `#rrggbb`, one of the
/// 256 indices, one of the 16 terminal colours (`red`, `bright-red`), or `default`.
enum StyleNotation {
    /// An error in a style and its character offset.
    struct ParseError: Error {
        let message: String
        let offset: Int
    }

    /// Parses a style.
    static func entry(_ text: String, palette: [String: Color]) throws(ParseError) -> Theme.Entry {
        var entry = Theme.Entry()
        var isGround = false
        for (word, offset) in words(text) {
            if word == "on" {
                isGround = true
            } else if word == "plain" {
                entry.attributes = entry.attributes ?? []
            } else if let attribute = Attributes.names.first(where: { $0.name == word })?.attribute {
                entry.attributes = (entry.attributes ?? []).union(attribute)
            } else {
                try add(word, offset, isGround, palette, to: &entry)
                isGround = false
            }
        }
        if isGround { throw ParseError(message: "A colour is missing after `on`.", offset: text.unicodeScalars.count) }
        return entry
    }

    /// Parses a colour; nil if it isn't one.
    static func color(_ word: String, palette: [String: Color]) -> Color? {
        if let named = palette[word] { return named }
        if word == "default" { return .standard }
        if let place = sixteen.firstIndex(of: word) { return .indexed(UInt8(place)) }
        return UInt8(word).map { .indexed($0) } ?? Color(hexadecimal: word)
    }

    /// Whether the word is a keyword of the notation, and so no valid colour name.
    static func isReserved(_ word: String) -> Bool {
        ["on", "plain", "default"].contains(word) || Attributes.names.contains { $0.name == word }
    }

    private static let dark = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
    private static let sixteen = dark + dark.map { "bright-" + $0 }

    private static func add(
        _ word: String,
        _ offset: Int,
        _ isGround: Bool,
        _ palette: [String: Color],
        to entry: inout Theme.Entry
    ) throws(ParseError) {
        guard let color = color(word, palette: palette) else {
            let hint = NameSuggestion.hint(for: word, among: Array(palette.keys) + Attributes.names.map(\.name))
            throw ParseError(message: "“\(word)” is no colour of the palette and no attribute.\(hint)", offset: offset)
        }
        if (isGround ? entry.background : entry.foreground) != nil {
            throw ParseError(message: "“\(word)” is one colour too many; write `ink on ground`.", offset: offset)
        }
        if isGround { entry.background = color } else { entry.foreground = color }
    }

    private static func words(_ text: String) -> [(word: String, offset: Int)] {
        text.split(separator: " ").map { word in
            (String(word), text.unicodeScalars.distance(from: text.startIndex, to: word.startIndex))
        }
    }
}
