import CNcurses
import Screen

/// Every paint's look in the library's terms, worked out when the paint is first drawn.
struct Palette {
    /// Attributes and colours as cells hold them.
    struct Look {
        let attributes: attr_t
        let pair: Int32
        /// A number for what of it can be seen where nothing is written: looks that share it make the same blanks.
        let blank: Int32
    }

    private let theme: Theme
    private let depth: ColorDepth
    private var pairs: ColorPairs
    private var looks: ContiguousArray<Look?>
    private var blanks: [Style: Int32] = [:]
    private static let roles = StyleRole.allCases.count

    /// The looks of a theme on a terminal of this depth.
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

    /// The colour of the writing can't be seen on a blank, unless it is swapped with the ground or drawn as a line. Other
    /// attributes count as seen: the library clears the rest of a row at once only with a blank that has none.
    private func blank(of style: Style, _ attributes: Attributes) -> Style {
        let showsInk = !attributes.isDisjoint(with: [.reverse, .underline])
        return Style(
            foreground: showsInk ? style.foreground : .standard,
            background: style.background,
            attributes: attributes
        )
    }
}
