/// What each role and each paint looks like.
package struct Theme: Sendable {
    /// Its name, as it is chosen by.
    package let name: String
    private let looks: [ResolvedRole]

    /// What a theme says about one role; nil is left to the role's parent.
    package struct Entry: Hashable, Sendable {
        package var foreground: Color?
        package var background: Color?
        package var attributes: Attributes?

        /// An entry.
        package init(foreground: Color? = nil, background: Color? = nil, attributes: Attributes? = nil) {
            self.foreground = foreground
            self.background = background
            self.attributes = attributes
        }
    }

    /// One role with its parents' share: colours are nil where only `text` gives them.
    private struct ResolvedRole: Sendable {
        var foreground: Color?
        /// As a ground.
        var background: Color?
        /// As an ink: only the role's own.
        var ownBackground: Color?
        var attributes: Attributes
        /// Its parents, the nearest first.
        var parents: [StyleRole]
    }

    /// A theme from what it says about its roles.
    package init(name: String, entries: [StyleRole: Entry]) {
        self.name = name
        looks = StyleRole.allCases.map { Self.look(of: $0, entries: entries) }
    }

    /// The look of a paint. The writing has the ink's colour, or the ground's, or that of `text`; behind it is the
    /// ink's own colour, or the ground's, or that of `text`; attributes of both are joined.
    package func style(_ paint: Paint) -> Style {
        let base = looks[Int(StyleRole.text.rawValue)]
        let ground = looks[Int(paint.background.rawValue)]
        let ink = looks[Int(paint.foreground.rawValue)]
        let inkForeground = paint.foreground == .text ? nil : ink.foreground
        return Style(
            foreground: inkForeground ?? groundForeground(paint, ground) ?? base.foreground ?? .standard,
            background: ownBackground(paint, ink, ground) ?? ground.background ?? base.background ?? .standard,
            attributes: ground.attributes.union(ink.attributes)
        )
    }

    /// Whether its ground is dark; nil where that is the terminal's own.
    package var isDark: Bool? { style(.plain).background.luminance.map { $0 < 0.2 } }

    /// An ink's own background, except where the ground is a special case of it: `list.row` written on
    /// `list.row.selected` doesn't make a hole there.
    private func ownBackground(_ paint: Paint, _ ink: ResolvedRole, _ ground: ResolvedRole) -> Color? {
        ground.parents.contains(paint.foreground) ? nil : ink.ownBackground
    }

    private func groundForeground(_ paint: Paint, _ ground: ResolvedRole) -> Color? {
        paint.background == .text ? nil : ground.foreground
    }

    private static func look(of role: StyleRole, entries: [StyleRole: Entry]) -> ResolvedRole {
        var look = ResolvedRole(ownBackground: entries[role]?.background, attributes: [], parents: [])
        var attributes: Attributes?
        var next: StyleRole? = role
        while let current = next {
            let entry = entries[current]
            attributes = attributes ?? entry?.attributes
            if current != .text || role == .text {
                look.foreground = look.foreground ?? entry?.foreground
                look.background = look.background ?? entry?.background
            }
            next = current.parent
            if let next { look.parents.append(next) }
        }
        look.attributes = attributes ?? []
        return look
    }
}
