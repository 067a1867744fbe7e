/// The appearance of one character: a base scalar with up to two combining marks, one or two cells wide. Only
/// `continuation` has width zero. Created by `SafeText` and `SafeLines`; the program's own symbols by `init(_:)`. Never
/// holds a control character or anything else that a terminal wouldn't draw in place.
package struct Glyph: Sendable, Hashable {
    /// Bits 0–20 the base, 21–41 and 42–62 the marks (0: none), 63 set for two cells. Loops over cells compare it
    /// directly: across modules a stored property is read in place, an operator is a call.
    package let rawValue: UInt64

    init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    init(base: UInt32, isWide: Bool) {
        rawValue = UInt64(base) | (isWide ? Glyph.wideBit : 0)
    }

    /// One of the program's own symbols, such as a rule or a bullet. Becomes the placeholder unless exactly one cell
    /// wide.
    package init(_ symbol: Unicode.Scalar) {
        self = ScalarClass(symbol.value) == .narrow ? Glyph(base: symbol.value, isWide: false) : .placeholder
    }

    /// A blank cell.
    package static var space: Glyph { Glyph(base: 0x20, isWide: false) }

    /// The second cell of a wide glyph. Zero cells wide; draws nothing by itself.
    package static var continuation: Glyph { Glyph(rawValue: 0) }

    /// Marks truncated text.
    package static var ellipsis: Glyph { Glyph(base: 0x2026, isWide: false) }

    /// Replaces a character that must not or can't be drawn.
    package static var placeholder: Glyph { Glyph(base: 0xFFFD, isWide: false) }

    private static var wideBit: UInt64 { 1 << 63 }
    private static var scalarMask: UInt64 { 0x1F_FFFF }
}

extension Glyph {
    /// The width in cells: 1 or 2, and 0 for `continuation`.
    package var width: Int {
        rawValue == 0 ? 0 : Int(truncatingIfNeeded: 1 + (rawValue >> 63))
    }

    /// The base scalar's value; 0 only for `continuation`.
    package var base: UInt32 { UInt32(truncatingIfNeeded: rawValue & Glyph.scalarMask) }

    /// The first mark's value; 0 if there is none.
    package var firstMark: UInt32 { UInt32(truncatingIfNeeded: (rawValue >> 21) & Glyph.scalarMask) }

    /// The second mark's value; 0 if there is none.
    package var secondMark: UInt32 { UInt32(truncatingIfNeeded: (rawValue >> 42) & Glyph.scalarMask) }

    /// The combining marks in order: none, one or two.
    package var marks: [Unicode.Scalar] {
        [firstMark, secondMark].compactMap { $0 == 0 ? nil : Unicode.Scalar($0) }
    }

    /// Whether it is a space of any kind, with or without marks.
    package var isSpace: Bool { base == 0x20 || base == 0xA0 || base == 0x3000 }

    /// The glyph with another mark; unchanged if it has two already.
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
