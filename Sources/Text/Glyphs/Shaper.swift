/// Converts scalars to glyphs one by one: a cluster becomes its base with its marks; the rest of joined emoji, skin
/// tones and variation selectors are dropped; flags become letters. Indic signs to which the C library's table gives a
/// cell become glyphs of their own, because words are unreadable without them.
struct Shaper {
    /// The treatment of line breaks and tabs.
    enum Mode {
        /// Single line: a tab or a run of line breaks becomes one space.
        case line
        /// Multiple lines: line breaks are recorded in `breaks`, a tab becomes four spaces.
        case lines
    }

    let mode: Mode
    private(set) var glyphs: ContiguousArray<Glyph> = []
    /// The total width of the glyphs in cells.
    private(set) var width = 0
    /// The indices of the glyphs that start the second and later lines.
    private(set) var breaks: [Int] = []
    /// The first glyph that a mark may still join.
    private var clusterStart = 0
    private var followsJoiner = false
    private var followsReturn = false

    init(_ mode: Mode, capacity: Int) {
        self.mode = mode
        glyphs.reserveCapacity(capacity)
    }

    /// Prevents the following scalars from joining the existing glyphs.
    mutating func startCluster() {
        clusterStart = glyphs.count
        followsJoiner = false
    }

    mutating func append(_ text: some StringProtocol) {
        for scalar in text.unicodeScalars { append(scalar.value) }
    }

    mutating func append(_ scalar: UInt32) {
        if scalar &- 0x20 < 0x5F {
            appendGlyph(Glyph(base: scalar, isWide: false))
        } else {
            append(scalar, as: ScalarClass(scalar))
        }
    }

    private mutating func append(_ scalar: UInt32, as kind: ScalarClass) {
        switch kind {
        case .narrow: append(base: scalar, isWide: false)
        case .wide: append(base: scalar, isWide: true)
        case .mark: attach(scalar)
        case .space: appendGlyph(.space)
        case .noBreakSpace: appendGlyph(Glyph(base: 0xA0, isWide: false))
        case .tab: appendTab()
        case .lineBreak: appendBreak(scalar)
        case .jamo: appendJamo(scalar)
        case .regionalIndicator: appendGlyph(Glyph(base: scalar - 0x1F1E6 + 0x41, isWide: false))
        case .skinTone: if !lastIsEmoji { appendGlyph(Glyph(base: scalar, isWide: true)) }
        case .joiner: followsJoiner = lastIsEmoji
        case .invisible: break
        case .forbidden: appendGlyph(.placeholder)
        }
    }
}

extension Shaper {
    private mutating func appendGlyph(_ glyph: Glyph) {
        glyphs.append(glyph)
        width &+= glyph.width
        followsJoiner = false
        followsReturn = false
    }

    private mutating func append(base: UInt32, isWide: Bool) {
        if followsJoiner, Shaper.isEmoji(base) {
            followsJoiner = false
            return
        }
        appendGlyph(Glyph(base: base, isWide: isWide))
    }

    /// A mark without a base is drawn on a dotted circle, as in print.
    private mutating func attach(_ mark: UInt32) {
        if glyphs.count == clusterStart { appendGlyph(Glyph(base: 0x25CC, isWide: false)) }
        glyphs[glyphs.count - 1] = glyphs[glyphs.count - 1].adding(mark: mark)
    }

    private mutating func appendTab() {
        for _ in 0..<(mode == .line ? 1 : 4) { appendGlyph(.space) }
    }

    private mutating func appendBreak(_ scalar: UInt32) {
        let endsReturn = followsReturn && scalar == 0x0A
        switch mode {
        case .line: if glyphs.last != .space { appendGlyph(.space) }
        case .lines: if !endsReturn { breaks.append(glyphs.count) }
        }
        startCluster()
        followsReturn = scalar == 0x0D
    }

    /// Composes Hangul by the Unicode Standard (section 3.12), because terminals disagree on decomposed syllables.
    private mutating func appendJamo(_ scalar: UInt32) {
        let last = glyphs.count > clusterStart ? glyphs[glyphs.count - 1] : .space
        switch (last.base, scalar) {
        case (0x1100...0x1112, 0x1161...0x1175):
            replaceLast(0xAC00 + ((last.base - 0x1100) * 21 + (scalar - 0x1161)) * 28)
        case (0xAC00...0xD7A3, 0x11A8...0x11C2) where (last.base - 0xAC00) % 28 == 0:
            replaceLast(last.base + (scalar - 0x11A7))
        default:
            appendGlyph(.placeholder)
        }
    }

    private mutating func replaceLast(_ base: UInt32) {
        glyphs[glyphs.count - 1] = Glyph(base: base, isWide: true)
    }

    private var lastIsEmoji: Bool {
        glyphs.count > clusterStart && Shaper.isEmoji(glyphs[glyphs.count - 1].base)
    }

    private static func isEmoji(_ scalar: UInt32) -> Bool {
        scalar > 0x7F && Unicode.Scalar(scalar)?.properties.isEmoji == true
    }
}
