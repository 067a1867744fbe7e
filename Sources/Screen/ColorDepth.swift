/// The number of colours of a terminal.
package enum ColorDepth: Int, Comparable, Sendable {
    /// No colours, only attributes such as bold and reverse.
    case mono = 1
    /// Sixteen colours, in user-configurable shades.
    case sixteen = 16
    /// The 256 colours of xterm.
    case indexed = 256
    /// 24-bit colour.
    case direct = 16_777_216

    package static func < (left: ColorDepth, right: ColorDepth) -> Bool { left.rawValue < right.rawValue }
}

extension Color {
    /// The nearest colour at this depth.
    package func quantised(to depth: ColorDepth) -> Color {
        switch (depth, self) {
        case (.mono, _), (_, .standard): return .standard
        case (.direct, _), (.indexed, .indexed): return self
        case (.indexed, .rgb(let red, let green, let blue)): return nearest(in: Self.around(red, green, blue))
        case (.sixteen, .indexed(let number)) where number < 16: return self
        case (.sixteen, .indexed), (.sixteen, .rgb): return nearest(in: Array(0...15))
        }
    }

    private func nearest(in numbers: [UInt8]) -> Color {
        guard let mine = OklabColor(self) else { return .standard }
        let far = Double.infinity
        let best = numbers.min {
            (OklabColor(.indexed($0))?.distance(to: mine) ?? far)
                < (OklabColor(.indexed($1))?.distance(to: mine) ?? far)
        }
        return best.map { .indexed($0) } ?? .standard
    }

    /// The corners of the cube cell that contains a colour, and the nearest greys.
    private static func around(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> [UInt8] {
        let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
        func sides(_ channel: UInt8) -> [UInt8] {
            let above = steps.firstIndex { $0 >= channel } ?? 5
            return [UInt8(max(0, above - 1)), UInt8(above)]
        }
        var numbers: [UInt8] = []
        for red in sides(red) {
            for green in sides(green) { numbers += sides(blue).map { 16 + 36 * red + 6 * green + $0 } }
        }
        let grey = (Int(red) + Int(green) + Int(blue)) / 3
        let number = max(232, min(255, 232 + (grey - 8) / 10))
        return numbers + [UInt8(number), UInt8(min(255, number + 1))]
    }
}

extension Theme {
    /// The style of a paint at this depth.
    ///
    /// With sixteen colours the terminal's default foreground and background replace those of `text`, and an unreadable
    /// foreground becomes the default one. Without colours a selection is shown in reverse.
    package func style(_ paint: Paint, depth: ColorDepth) -> Style {
        let full = style(paint)
        switch depth {
        case .direct, .indexed:
            return full.quantised(to: depth)
        case .sixteen:
            return sixteen(full, selected: paint.background.marksSelection || paint.foreground.marksSelection)
        case .mono:
            let selected = paint.background.marksSelection || paint.foreground.marksSelection
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
    fileprivate func quantised(to depth: ColorDepth) -> Style {
        Style(
            foreground: foreground.quantised(to: depth),
            background: background.quantised(to: depth),
            attributes: attributes
        )
    }
}
