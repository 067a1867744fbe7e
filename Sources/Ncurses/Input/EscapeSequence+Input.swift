import Screen

extension EscapeSequence {
    /// The input that the sequence stands for; nil if it is ignored.
    var input: Input? {
        switch kind {
        case .control(let final, let mark, let numbers):
            return mark == UInt8(ascii: "<")
                ? Self.mouse(final, numbers) : mark == 0 ? Self.control(final, numbers) : nil
        case .shift(let final): return (Self.letter(final) ?? Self.keypad(final)).map { .key(Key($0)) }
        case .console(let final):
            guard (0x41...0x45).contains(final) else { return nil }
            return .key(Key(.function(final - 0x40)))
        case .command(let text):
            return Self.background(text).flatMap { $0.luminance }.map { .background(isDark: $0 < 0.2) }
        case .alt(let character): return .key(Key(.character(character), .alt))
        case .escape: return .key(.escape)
        case .pasteBegins, .other: return nil
        }
    }

    private static func control(_ final: UInt8, _ numbers: [Int]) -> Input? {
        let held = modifiers(numbers.count > 1 ? numbers[1] : 1)
        switch final {
        case UInt8(ascii: "I"): return .focus(true)
        case UInt8(ascii: "O"): return .focus(false)
        case UInt8(ascii: "Z"): return .key(.backtab)
        case UInt8(ascii: "u"): return coded(numbers.first, held)
        case UInt8(ascii: "~") where numbers.first == 27 && numbers.count == 3: return coded(numbers[2], held)
        case UInt8(ascii: "~"): return numbered(numbers.first ?? 0).map { .key(Key($0, held)) }
        case UInt8(ascii: "^"): return numbered(numbers.first ?? 0).map { .key(Key($0, .control)) }
        // With two numbers this may be a cursor position report; for a key the first one is always 1.
        case UInt8(ascii: "R") where numbers.first != 1: return nil
        default: return letter(final).map { .key(Key($0, held)) }
        }
    }

    private static func modifiers(_ number: Int) -> Key.Modifiers {
        Key.Modifiers(rawValue: UInt8(clamping: max(0, number - 1) & 7))
    }

    /// A key sent as its character's code.
    private static func coded(_ number: Int?, _ held: Key.Modifiers) -> Input? {
        guard let number, let value = UInt32(exactly: number), let scalar = Unicode.Scalar(value) else { return nil }
        if value < 0x20 || value == 0x7F {
            let plain = value == 0x1B ? Key.escape : ControlByte.key(UInt8(value))
            return .key(Key(plain.symbol, plain.modifiers.union(held)))
        }
        let character = Character(scalar)
        guard held.contains(.shift) else { return .key(Key(.character(character), held)) }
        let capital = Character(character.uppercased())
        return .key(Key(.character(capital), held.subtracting(.shift)))
    }

    private static func letter(_ final: UInt8) -> Key.Symbol? {
        switch final {
        case UInt8(ascii: "A"): .up
        case UInt8(ascii: "B"): .down
        case UInt8(ascii: "C"): .right
        case UInt8(ascii: "D"): .left
        case UInt8(ascii: "F"): .end
        case UInt8(ascii: "H"): .home
        case UInt8(ascii: "P")...UInt8(ascii: "S"): .function(final - UInt8(ascii: "P") + 1)
        default: nil
        }
    }

    /// The numeric keypad in application mode.
    private static func keypad(_ final: UInt8) -> Key.Symbol? {
        switch final {
        case UInt8(ascii: "M"): .enter
        case UInt8(ascii: "j")...UInt8(ascii: "y"): .character(Character(Unicode.Scalar(final - 0x40)))
        default: nil
        }
    }

    private static func numbered(_ number: Int) -> Key.Symbol? {
        switch number {
        case 1, 7: .home
        case 2: .insert
        case 3: .delete
        case 4, 8: .end
        case 5: .pageUp
        case 6: .pageDown
        case 11...15: .function(UInt8(number - 10))
        case 17...21: .function(UInt8(number - 11))
        case 23...26: .function(UInt8(number - 12))
        case 28, 29: .function(UInt8(number - 13))
        case 31...34: .function(UInt8(number - 14))
        default: nil
        }
    }

    private static func mouse(_ final: UInt8, _ numbers: [Int]) -> Input? {
        guard final == UInt8(ascii: "M"), numbers.count == 3 else { return nil }
        let point = Point(column: numbers[1] - 1, row: numbers[2] - 1)
        switch numbers[0] {
        case 0: return .mouse(.press, point)
        case 64: return .mouse(.wheelUp, point)
        case 65: return .mouse(.wheelDown, point)
        default: return nil
        }
    }

    /// `11;rgb:RRRR/GGGG/BBBB` with one to four digits per channel.
    private static func background(_ text: [UInt8]) -> Color? {
        let parts = String(decoding: text, as: UTF8.self).split(separator: ":")
        guard parts.count == 2, parts[0] == "11;rgb" || parts[0] == "11;rgba" else { return nil }
        let channels = parts[1].split(separator: "/").prefix(3).compactMap { digits -> UInt8? in
            guard (1...4).contains(digits.count), let value = UInt32(digits, radix: 16) else { return nil }
            return UInt8(clamping: value * 255 / ((1 << (4 * UInt32(digits.count))) - 1))
        }
        return channels.count == 3 ? .rgb(channels[0], channels[1], channels[2]) : nil
    }
}
