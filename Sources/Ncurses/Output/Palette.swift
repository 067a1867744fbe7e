import CNcurses
import Screen

/// Curses attributes and colours per paint, computed on first use.
struct Palette {
    /// Attributes and colour pair of a cell.
    struct Look {
        let attributes: attr_t
        let pair: Int32
        /// Identifies the visible part on a blank cell: looks with the same number produce identical blanks.
        let blank: Int32
    }

    private let theme: Theme
    private let depth: ColorDepth
    private var pairs: ColorPairs
    private var looks: ContiguousArray<Look?>
    private var blanks: [Style: Int32] = [:]
    private static let roles = StyleRole.allCases.count

    /// Creates the palette of a theme at this depth.
    init(theme: Theme, depth: ColorDepth) {
        self.theme = theme
        self.depth = depth
        pairs = ColorPairs(depth: depth)
        looks = ContiguousArray(repeating: nil, count: Self.roles * Self.roles)
    }

    /// The look of a paint.
    mutating func look(of paint: Paint) -> Look {
        let place = Int(paint.code >> 8) * Self.roles + Int(paint.code & 0xFF)
        if let known = looks[place] { return known }
        let style = theme.style(paint, depth: depth)
        var attributes = style.attributes
        if pairs.needsBold(style) { attributes.insert(.bold) }
        let look = Look(
            attributes: riad_attributes(UInt32(attributes.rawValue)),
            pair: pairs.number(of: style),
            blank: number(of: blank(of: style, attributes))
        )
        looks[place] = look
        return look
    }

    private mutating func number(of blank: Style) -> Int32 {
        let known = blanks[blank] ?? Int32(blanks.count)
        blanks[blank] = known
        return known
    }

    /// A blank hides the text colour, unless the style is reverse or underlined. Other attributes count as visible: the
    /// library clears the rest of a row at once only with a blank without attributes.
    private func blank(of style: Style, _ attributes: Attributes) -> Style {
        let showsInk = !attributes.isDisjoint(with: [.reverse, .underline])
        return Style(
            foreground: showsInk ? style.foreground : .standard,
            background: style.background,
            attributes: attributes
        )
    }
}
