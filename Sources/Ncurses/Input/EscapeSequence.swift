import Screen

/// An escape sequence at the start of some bytes, by ECMA-48 and common terminal extensions.
struct EscapeSequence {
    enum Kind: Equatable {
        /// Control sequence: final byte, private marker (`<`, `?`, …) or 0, numbers.
        case control(final: UInt8, mark: UInt8, numbers: [Int])
        /// Single shift three with one character, and `ESC [ [` of the Linux console.
        case shift(UInt8), console(UInt8)
        /// Operating system command, its text.
        case command([UInt8])
        /// Alt with a character.
        case alt(Character)
        case escape, pasteBegins, other
    }

    let kind: Kind
    /// The length in bytes.
    let length: Int

    /// The maximum length of a sequence in bytes.
    private static let maxLength = 512

    /// Parses the sequence at the start of the bytes; nil if it is incomplete.
    init?(_ bytes: ArraySlice<UInt8>) {
        let body = bytes.dropFirst()
        guard let second = body.first else { return nil }
        switch second {
        case Byte.escape: (kind, length) = (.escape, 1)
        case UInt8(ascii: "["):
            guard let read = Self.control(body.dropFirst()) else { return nil }
            (kind, length) = (read.kind, read.length + 2)
        case UInt8(ascii: "O"):
            guard let third = body.dropFirst().first else { return nil }
            (kind, length) = third == Byte.escape ? (.alt("O"), 2) : (.shift(third), 3)
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"):
            guard let read = Self.text(body.dropFirst()) else { return nil }
            (kind, length) = (second == UInt8(ascii: "]") ? .command(read.text) : .other, read.length + 2)
        case ..<0x20, 0x7F: (kind, length) = (.escape, 1)
        default:
            guard let read = Self.character(body) else { return nil }
            (kind, length) = (.alt(read.character), read.length + 1)
        }
    }

    private static func control(_ body: ArraySlice<UInt8>) -> (kind: Kind, length: Int)? {
        if body.first == UInt8(ascii: "[") {
            return body.dropFirst().first.map { (.console($0), 2) }
        }
        guard let end = body.firstIndex(where: { !(0x20...0x3F).contains($0) }) else {
            return body.count > maxLength ? (.other, body.count) : nil
        }
        let length = end - body.startIndex + 1
        guard (0x40...0x7E).contains(body[end]) else { return (.other, length - 1) }
        let mark = body.first.flatMap { (0x3C...0x3F).contains($0) ? $0 : nil } ?? 0
        let numbers = body[body.startIndex..<end].dropFirst(mark == 0 ? 0 : 1)
            .split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            .map { Int(String(decoding: $0.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)) ?? 0 }
        if body[end] == UInt8(ascii: "~"), numbers == [200] { return (.pasteBegins, length) }
        return (.control(final: body[end], mark: mark, numbers: numbers), length)
    }

    /// The text terminated by BEL or ESC \.
    private static func text(_ body: ArraySlice<UInt8>) -> (text: [UInt8], length: Int)? {
        guard let end = body.firstIndex(where: { $0 == Byte.bell || $0 == Byte.escape }) else {
            return body.count > maxLength ? ([], body.count) : nil
        }
        let text = Array(body[body.startIndex..<end])
        if body[end] == Byte.bell { return (text, text.count + 1) }
        guard let after = body[end...].dropFirst().first else { return nil }
        return after == UInt8(ascii: "\\") ? (text, text.count + 2) : ([], text.count)
    }

    private static func character(_ body: ArraySlice<UInt8>) -> (character: Character, length: Int)? {
        let first = body[body.startIndex]
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
        guard body.count >= length else { return nil }
        let text = String(decoding: body.prefix(length), as: UTF8.self)
        return text.first.map { ($0, length) }
    }
}
