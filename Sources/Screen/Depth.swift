/// How many colours a terminal has.
package enum Depth: Int, Comparable, Sendable {
    /// None: only bold, reverse and the like.
    case mono = 1
    /// The sixteen, in shades that the person chose.
    case sixteen = 16
    /// The 256 of xterm.
    case indexed = 256
    /// Any.
    case direct = 16_777_216

    package static func < (left: Depth, right: Depth) -> Bool { left.rawValue < right.rawValue }
}

extension Color {
    /// The nearest colour that a terminal of this depth has.
    package func quantised(to depth: Depth) -> Color {
        switch (depth, self) {
        case (.mono, _), (_, .standard): return .standard
        case (.direct, _), (.indexed, .indexed): return self
        case (.indexed, .rgb): return nearest(in: 16...255)
        case (.sixteen, .indexed(let number)) where number < 16: return self
        case (.sixteen, .indexed), (.sixteen, .rgb): return nearest(in: 0...15)
        }
    }

    private func nearest(in numbers: ClosedRange<UInt8>) -> Color {
        let far = Int.max
        let best = numbers.min {
            (distance(to: .indexed($0)) ?? far) < (distance(to: .indexed($1)) ?? far)
        }
        return best.map { .indexed($0) } ?? .standard
    }
}

extension Theme {
    /// The look of a paint on a terminal of this depth.
    ///
    /// With sixteen colours the person's own foreground and background stand for those of `text`, and a pair that can't
    /// be read becomes those two. Without colours a selection is shown in reverse.
    package func style(_ paint: Paint, depth: Depth) -> Style {
        let full = style(paint)
        switch depth {
        case .direct, .indexed:
            return full.quantised(to: depth)
        case .sixteen:
            return sixteen(full, selected: paint.ground.marksSelection || paint.ink.marksSelection)
        case .mono:
            let selected = paint.ground.marksSelection || paint.ink.marksSelection
            return Style(attributes: selected ? full.attributes.union(.reverse) : full.attributes)
        }
    }

    private func sixteen(_ full: Style, selected: Bool) -> Style {
        let base = style(.plain)
        var style = full.quantised(to: .sixteen)
        let baseBackground = base.background.quantised(to: .sixteen)
        if full.foreground == base.foreground { style.foreground = .standard }
        if style.background == baseBackground { style.background = .standard }
        let behind = style.background == .standard ? baseBackground : style.background
        let before = style.foreground == .standard ? base.foreground : style.foreground
        if let contrast = before.contrast(with: behind), contrast < 3 { style.foreground = .standard }
        if selected, style.background == .standard { style.attributes.insert(.reverse) }
        return style
    }
}

extension Style {
    fileprivate func quantised(to depth: Depth) -> Style {
        Style(
            foreground: foreground.quantised(to: depth),
            background: background.quantised(to: depth),
            attributes: attributes
        )
    }
}
