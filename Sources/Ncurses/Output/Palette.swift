import CNcurses
import Screen

/// Every paint's look in the library's terms, worked out when the paint is first drawn.
struct Palette {
    /// Attributes and colours as cells hold them.
    struct Look {
        let attributes: attr_t
        let pair: Int32
    }

    private let theme: Theme
    private let depth: Depth
    private var pairs: Pairs
    private var looks: ContiguousArray<Look?>
    private static let roles = Role.allCases.count

    /// The looks of a theme on a terminal of this depth.
    init(theme: Theme, depth: Depth) {
        self.theme = theme
        self.depth = depth
        pairs = Pairs(depth: depth)
        looks = ContiguousArray(repeating: nil, count: Self.roles * Self.roles)
    }

    /// The look of a paint.
    mutating func look(of paint: Paint) -> Look {
        let place = Int(paint.ground.rawValue) * Self.roles + Int(paint.ink.rawValue)
        if let known = looks[place] { return known }
        let style = theme.style(paint, depth: depth)
        var attributes = style.attributes
        if pairs.needsBold(style) { attributes.insert(.bold) }
        let look = Look(attributes: riad_attributes(UInt32(attributes.rawValue)), pair: pairs.number(of: style))
        looks[place] = look
        return look
    }
}
