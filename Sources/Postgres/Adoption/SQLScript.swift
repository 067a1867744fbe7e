/// Splits an SQL script into statements and tokens.
package struct SQLScript {
    private let bytes: [UInt8]

    package init(_ script: String) {
        bytes = Array(script.utf8)
    }

    /// The statements in order, each with its preceding comments and without its semicolon.
    package func statements() -> [String] {
        var statements: [String] = []
        var start = 0
        var place = 0
        var depth = 0
        var previous = ""
        while place < bytes.count {
            let end = endOfPiece(at: place)
            let word = isLetter(bytes[place]) ? String(decoding: bytes[place..<end], as: UTF8.self).uppercased() : nil
            if let word {
                depth = self.depth(after: word, following: previous, at: depth)
                previous = word
            }
            if bytes[place] == UInt8(ascii: ";"), depth == 0 {
                statements.append(String(decoding: bytes[start..<place], as: UTF8.self))
                start = end
                previous = ""
            }
            place = end
        }
        statements.append(String(decoding: bytes[start...], as: UTF8.self))
        return statements.filter { !Self.firstWords(of: $0, 1).isEmpty }
    }

    /// Replaces whole words everywhere in the script, quoted text included.
    package func replacing(words: [String: String]) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var place = 0
        while place < bytes.count {
            guard isLetter(bytes[place]) || isDigit(bytes[place]) else {
                result.append(bytes[place])
                place += 1
                continue
            }
            let end = endOfWord(at: place)
            let word = String(decoding: bytes[place..<end], as: UTF8.self)
            result += Array((words[word] ?? word).utf8)
            place = end
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Returns the first `count` tokens of a statement without comments; fewer if the statement is shorter.
    package static func firstWords(of statement: String, _ count: Int) -> [String] {
        let reader = SQLScript(statement)
        var words: [String] = []
        var place = 0
        while place < reader.bytes.count, words.count < count {
            let end = reader.endOfPiece(at: place)
            if !reader.isBlank(at: place) {
                words.append(String(decoding: reader.bytes[place..<end], as: UTF8.self))
            }
            place = end
        }
        return words
    }

    /// A standard-SQL body (BEGIN ATOMIC) contains semicolons of its own.
    private func depth(after word: String, following previous: String, at depth: Int) -> Int {
        switch word {
        case "ATOMIC" where previous == "BEGIN": depth + 1
        case "CASE" where depth > 0: depth + 1
        case "END" where depth > 0: depth - 1
        default: depth
        }
    }

    private func isBlank(at place: Int) -> Bool {
        bytes[place] <= 0x20 || begins("--", at: place) || begins("/*", at: place)
    }

    /// Returns the end of the word, quoted text, comment or symbol that starts at `place`.
    private func endOfPiece(at place: Int) -> Int {
        switch bytes[place] {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): find([bytes[place]], from: place + 1)
        case UInt8(ascii: "-") where begins("--", at: place): find(Array("\n".utf8), from: place)
        case UInt8(ascii: "/") where begins("/*", at: place): find(Array("*/".utf8), from: place + 2)
        case UInt8(ascii: "$"): endOfDollar(at: place)
        case let byte where isLetter(byte): endOfWord(at: place)
        default: place + 1
        }
    }

    private func endOfDollar(at place: Int) -> Int {
        let tag = endOfWord(at: place + 1)
        guard tag < bytes.count, bytes[tag] == UInt8(ascii: "$") else { return place + 1 }
        return find(Array(bytes[place...tag]), from: tag + 1)
    }

    private func endOfWord(at place: Int) -> Int {
        bytes[place...].firstIndex { !isLetter($0) && !isDigit($0) } ?? bytes.count
    }

    private func find(_ mark: [UInt8], from place: Int) -> Int {
        var place = place
        while place + mark.count <= bytes.count {
            if bytes[place..<place + mark.count].elementsEqual(mark) { return place + mark.count }
            place += 1
        }
        return bytes.count
    }

    private func begins(_ text: StaticString, at place: Int) -> Bool {
        bytes[place...].starts(with: Array(text.description.utf8))
    }

    private func isLetter(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte >= 0x80
            || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}
