/// Splits a program's output into characters, controls and sequences.
struct SequenceParser {
    enum Piece {
        case text(Unicode.Scalar)
        case control(UInt8)
        case escape(UInt8)
        case sequence(mark: UInt8, numbers: [Int], final: UInt8)
        case command(String)
    }

    private var held: [UInt8] = []

    /// Consumes a byte; returns the piece it completes, if any.
    mutating func consume(_ byte: UInt8) -> Piece? {
        if held.isEmpty, byte < 0x20 || byte == 0x7F, byte != 0x1B { return .control(byte) }
        held.append(byte)
        let piece = complete()
        if piece != nil { held = [] }
        return piece
    }

    private func complete() -> Piece? {
        guard held[0] == 0x1B else { return character() }
        guard held.count > 1 else { return nil }
        switch held[1] {
        case UInt8(ascii: "["): return sequence()
        case UInt8(ascii: "]"): return command()
        case UInt8(ascii: "("), UInt8(ascii: ")"): return held.count == 3 ? .escape(held[1]) : nil
        case let final: return .escape(final)
        }
    }

    private func character() -> Piece? {
        let first = held[0]
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
        guard held.count >= length else { return nil }
        return .text(String(decoding: held, as: UTF8.self).unicodeScalars.first ?? "\u{FFFD}")
    }

    private func sequence() -> Piece? {
        guard held.count > 2, let final = held.last, (0x40...0x7E).contains(final) else { return nil }
        let body = held[2..<(held.count - 1)]
        let mark = body.first.flatMap { $0 >= 0x3C ? $0 : nil } ?? 0
        let numbers = body.dropFirst(mark == 0 ? 0 : 1)
            .split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            .flatMap { $0.split(separator: UInt8(ascii: ":")).isEmpty ? [[]] : $0.split(separator: UInt8(ascii: ":")) }
            .map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
        return .sequence(mark: mark, numbers: numbers, final: final)
    }

    private func command() -> Piece? {
        if held.last == 0x07 { return .command(String(decoding: held[2..<(held.count - 1)], as: UTF8.self)) }
        guard held.count > 3, held.suffix(2).elementsEqual([0x1B, UInt8(ascii: "\\")]) else { return nil }
        return .command(String(decoding: held[2..<(held.count - 2)], as: UTF8.self))
    }
}
