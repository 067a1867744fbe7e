/// The direction of a run of glyphs. Glyphs stay in logical order, because terminals with bidi support reorder them;
/// views use the direction only for alignment.
package enum Bidi {
    /// The direction of a paragraph.
    package enum Direction: Sendable, Hashable {
        case leftToRight, rightToLeft
    }

    /// Returns whether any glyph belongs to a right-to-left script.
    package static func hasRightToLeft(_ glyphs: ArraySlice<Glyph>) -> Bool {
        glyphs.contains { $0.base >= 0x590 && direction(of: $0.base) == .rightToLeft }
    }

    /// The direction of the first strong glyph (rules P2 and P3 of UAX #9); nil if there is none, as in digits or
    /// punctuation.
    package static func baseDirection(_ glyphs: ArraySlice<Glyph>) -> Direction? {
        for glyph in glyphs {
            if let direction = direction(of: glyph.base) { return direction }
        }
        return nil
    }

    /// The direction of a scalar; nil if it is neutral.
    static func direction(of scalar: UInt32) -> Direction? {
        switch scalar {
        case 0x41...0x5A, 0x61...0x7A: .leftToRight
        case 0..<0xAA, 0x600...0x607, 0x609...0x60A, 0x60C, 0x660...0x66C, 0x6DD...0x6DE, 0x6E9, 0x6F0...0x6F9: nil
        case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF, 0x1E800...0x1EFFF: .rightToLeft
        default: isLetter(scalar) ? .leftToRight : nil
        }
    }

    private static func isLetter(_ scalar: UInt32) -> Bool {
        Unicode.Scalar(scalar)?.properties.isAlphabetic == true
    }
}
