import Glibc

/// A colour in a theme or on a terminal.
package enum Color: Hashable, Sendable {
    /// The terminal's default foreground or background.
    case standard
    /// One of the terminal's palette colours: 0–7 dark, 8–15 bright (both user-configurable), 16–231 a 6 × 6 × 6 cube,
    /// 232–255 greys.
    case indexed(UInt8)
    /// Red, green and blue, each 0–255.
    case rgb(UInt8, UInt8, UInt8)

    /// Parses `#rrggbb`; nil for anything else.
    package init?(hexadecimal text: String) {
        let digits = text.utf8.dropFirst()
        guard text.utf8.first == UInt8(ascii: "#"), digits.count == 6 else { return nil }
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        guard let value = UInt32(text.dropFirst(), radix: 16) else { return nil }
        self = .rgb(UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255))
    }

    /// Red, green and blue, each 0–255; nil for the terminal's default. Palette colours have xterm's values.
    package var components: (red: UInt8, green: UInt8, blue: UInt8)? {
        switch self {
        case .standard: return nil
        case .rgb(let red, let green, let blue): return (red, green, blue)
        case .indexed(let number): return Self.components(ofIndexed: number)
        }
    }

    private static let low: [UInt32] = [
        0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
        0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
    ]

    private static func components(ofIndexed number: UInt8) -> (UInt8, UInt8, UInt8) {
        if number < 16 {
            let value = low[Int(number)]
            return (UInt8(value >> 16), UInt8(value >> 8 & 255), UInt8(value & 255))
        }
        if number >= 232 {
            let grey = 8 + 10 * (number - 232)
            return (grey, grey, grey)
        }
        let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
        let cube = Int(number) - 16
        return (steps[cube / 36], steps[cube / 6 % 6], steps[cube % 6])
    }
}

extension Color {
    /// The relative luminance by WCAG 2.2, from 0 (black) to 1 (white); nil for the terminal's default.
    package var luminance: Double? {
        guard let (red, green, blue) = components else { return nil }
        return 0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
    }

    /// The contrast ratio by WCAG 2.2, from 1 (none) to 21 (black on white); nil if either is the terminal's default.
    package func contrast(with other: Color) -> Double? {
        guard let mine = luminance, let theirs = other.luminance else { return nil }
        return (max(mine, theirs) + 0.05) / (min(mine, theirs) + 0.05)
    }

    /// Converts a gamma-encoded channel to linear light.
    static func linear(_ channel: UInt8) -> Double {
        let value = Double(channel) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
}
