/// The styles of roles and paints.
package struct Theme: Sendable {
    /// The name by which the theme is chosen.
    package let name: String
    private let looks: [ResolvedRole]

    /// A theme's entry for one role; nil values come from the role's parent.
    package struct Entry: Hashable, Sendable {
        package var foreground: Color?
        package var background: Color?
        package var attributes: Attributes?

        /// Creates an entry.
        package init(foreground: Color? = nil, background: Color? = nil, attributes: Attributes? = nil) {
            self.foreground = foreground
            self.background = background
            self.attributes = attributes
        }
    }

    /// One role with inherited values; colours that only `text` defines are nil.
    private struct ResolvedRole: Sendable {
        var foreground: Color?
        /// As a background.
        var background: Color?
        /// As a foreground: only the role's own.
        var ownBackground: Color?
        var attributes: Attributes
        /// The parents, nearest first.
        var parents: [StyleRole]
    }

    /// Creates a theme from its entries.
    package init(name: String, entries: [StyleRole: Entry]) {
        self.name = name
        looks = StyleRole.allCases.map { Self.look(of: $0, entries: entries) }
    }

    /// The style of a paint. The text colour comes from the foreground role, then the background role, then `text`; the
    /// background from the foreground role's own entry, then the background role, then `text`; the attributes of both
    /// are combined.
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

    /// Whether the default background is dark; nil if it is the terminal's own.
    package var isDark: Bool? { style(.plain).background.luminance.map { $0 < 0.2 } }

    /// The foreground role's own background, unless the background role descends from it: `list.row` drawn on
    /// `list.row.selected` keeps the selection's background.
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
