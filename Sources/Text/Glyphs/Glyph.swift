/// What one character looks like on the screen: a base scalar, up to two combining marks, one or two cells wide.
/// No glyph is zero cells wide except `continuation`. Made by `SafeText` and `SafeLines`; the program's own symbols come
/// from `init(_:)`. None can hold a control or anything else that a terminal wouldn't draw in its cells.
package struct Glyph: Sendable, Hashable {
    /// Bits 0–20 the base, 21–41 and 42–62 the marks (0: none), 63 set where the glyph takes two cells. Loops over cells compare it:
    /// from another room a stored value is read in place, while an operator is called.
    package let rawValue: UInt64

    init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    init(base: UInt32, isWide: Bool) {
        rawValue = UInt64(base) | (isWide ? Glyph.wideBit : 0)
    }

    /// One of the program's own symbols, such as a rule or a bullet. What doesn't take exactly one cell becomes the
    /// placeholder.
    package init(_ symbol: Unicode.Scalar) {
        self = ScalarClass(symbol.value) == .narrow ? Glyph(base: symbol.value, isWide: false) : .placeholder
    }

    /// A blank cell.
    package static var space: Glyph { Glyph(base: 0x20, isWide: false) }

    /// What fills the second cell of a wide glyph. Zero cells wide; draws nothing by itself.
    package static var continuation: Glyph { Glyph(rawValue: 0) }

    /// Shows where a text was cut.
    package static var ellipsis: Glyph { Glyph(base: 0x2026, isWide: false) }

    /// Stands for a character that must not or cannot be drawn.
    package static var placeholder: Glyph { Glyph(base: 0xFFFD, isWide: false) }

    private static var wideBit: UInt64 { 1 << 63 }
    private static var scalarMask: UInt64 { 0x1F_FFFF }
}

extension Glyph {
    /// The cells that it takes: 1 or 2, and 0 for `continuation`.
    package var width: Int {
        rawValue == 0 ? 0 : Int(truncatingIfNeeded: 1 + (rawValue >> 63))
    }

    /// The base scalar's value; 0 only for `continuation`.
    package var base: UInt32 { UInt32(truncatingIfNeeded: rawValue & Glyph.scalarMask) }

    /// The first mark's value, 0 where there is none.
    package var firstMark: UInt32 { UInt32(truncatingIfNeeded: (rawValue >> 21) & Glyph.scalarMask) }

    /// The second mark's value, 0 where there is none.
    package var secondMark: UInt32 { UInt32(truncatingIfNeeded: (rawValue >> 42) & Glyph.scalarMask) }

    /// The combining marks in their order: none, one or two.
    package var marks: [Unicode.Scalar] {
        [firstMark, secondMark].compactMap { $0 == 0 ? nil : Unicode.Scalar($0) }
    }

    /// True for a space of any kind, marked or not.
    package var isSpace: Bool { base == 0x20 || base == 0xA0 || base == 0x3000 }

    /// The same glyph with one mark more; unchanged where it has two already.
    func adding(mark: UInt32) -> Glyph {
        if firstMark == 0 { return Glyph(rawValue: rawValue | UInt64(mark) << 21) }
        if secondMark == 0 { return Glyph(rawValue: rawValue | UInt64(mark) << 42) }
        return self
    }

    /// Appends base and marks; nothing for `continuation`.
    package func write(into text: inout String) {
        for value in [base, firstMark, secondMark] where value != 0 {
            if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
        }
    }
}
